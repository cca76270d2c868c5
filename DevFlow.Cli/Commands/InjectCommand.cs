using System.CommandLine;
using DevFlow.Cli.Injecting;
using DevFlow.Cli.Moving;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class InjectCommand
{
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly Option<string?> _in = new("--in-file", "-i") { Description = "The template. Default: stdin.", HelpName = "FILE" };
    private static readonly Option<string?> _out = new("--out-file", "-o") { Description = "The file to be written, atomically. Default: stdout.", HelpName = "FILE" };
    private static readonly Option<bool> _force = new("--force", "-f") { Description = "Write over a file that is there." };
    private static readonly Option<bool> _reveal = new("--reveal") { Description = "Print to a terminal too." };
    private static readonly Option<string> _mode = new("--file-mode") { Description = "The mode of the file, octal.", HelpName = "MODE", DefaultValueFactory = _ => "600" };

    public static Command Create()
    {
        var command = new Command("inject", "Fills a template: op:// references, {{ op://… }} and {{ KEY }} become the values.") { _in, _out, _force, _mode, _reveal };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (input, output) = (parsed.GetValue(_in), parsed.GetValue(_out));
            var mode = ModeOf(parsed.GetRequiredValue(_mode));
            if (output is null && parsed.GetValue(GlobalOptions.Json))
                throw new UsageException("a filled template is no document", "write it with -o FILE, or leave --json out");
            if (output is null && !Console.IsOutputRedirected && !parsed.GetValue(_reveal))
                throw new UsageException("the result holds secrets, and stdout is a terminal", "write it with -o FILE, or print it with --reveal");
            if (output is not null && File.Exists(output) && !parsed.GetValue(_force))
                throw new UsageException($"{output} is there already", "write over it with --force");

            await using var workspace = parsed.Workspace();
            var text = InputFile.Decode(await InputFile.ReadAsync(input, cancellationToken))
                ?? throw new CheckException($"{input ?? "stdin"} is no UTF-8 text", "save it as UTF-8");
            var template = new TemplateReader(text, input ?? "stdin", name => workspace.Settings.Get(name), workspace.Catalog).Read();
            using var asking = new Progress("asking the sources");
            var filled = await Injection.FillAsync(template, workspace, cancellationToken);
            asking.Dispose();
            if (output is null)
                await Console.Out.WriteAsync(filled.AsMemory(), cancellationToken);
            else
                await WriteAsync(output, filled, mode, template, parsed.GetValue(GlobalOptions.Json), cancellationToken);
            return ExitCodes.Fine;
        });
        return command;
    }

    private static async Task WriteAsync(string path, string text, UnixFileMode mode, Template template, bool json, CancellationToken cancellationToken)
    {
        try
        {
            await DotEnvEditor.WriteAtomicallyAsync(path, text, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // What the system says ends with the name of the file beside it that was to become this one.
            throw new CheckException(
                $"{path} cannot be written: {Words.LowerCase(fault.Message.Split(" : '")[0])}", "what was there before is there still: mend that and try again");
        }

        if (!OperatingSystem.IsWindows() && mode != OwnerAlone)
            File.SetUnixFileMode(path, mode);
        var places = template.Parts.Count(part => part.Key is not null);
        if (json)
            Json.Print(new(Path.GetFullPath(path), places), context => context.InjectOutput);
        else
            Console.Out.WriteLine($"wrote {path} with {Words.Count(places, "secret")}");
    }

    private static UnixFileMode ModeOf(string text)
    {
        if (text.Length is 3 or 4 && text.All(digit => digit is >= '0' and <= '7') && Convert.ToInt32(text, 8) is <= 0b111_111_111 and var mode)
            return (UnixFileMode)mode;
        throw new UsageException($"--file-mode is '{text}', which is no octal mode", "write three digits, such as 600");
    }
}
