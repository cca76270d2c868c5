using System.CommandLine;
using DevFlow.Cli.Running;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class RunCommand
{
    public const string Name = "run";

    private const string NoMaskingKey = "DEVFLOW_RUN_NO_MASKING";

    public static Command Create()
    {
        var envFiles = new Option<string[]>("--env-file", "-e")
        {
            Description = "Add the keys of a .env file, which beat all others; of several files the later one does.",
            HelpName = "FILE",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        var noMasking = new Option<bool>("--no-masking")
        {
            Description = $"Leave what the command prints as it is; {NoMaskingKey}=true in the environment does the same.",
        };
        var command = new Argument<string[]>("COMMAND")
        {
            Description = "The program and its arguments, behind --.",
            Arity = ArgumentArity.OneOrMore,
        };
        var run = new Command(Name, "Runs a program with the secrets in its environment. Masks them in what it prints, unless that goes to a terminal.")
        {
            envFiles, noMasking, command,
        };
        run.SetAction(async (parsed, cancellationToken) =>
        {
            var files = EnvFiles.Read(parsed.GetValue(envFiles) ?? []);
            var workspace = parsed.Workspace();
            var isMasking = !parsed.GetValue(noMasking) && !IsOff(EnvironmentSource.Read(NoMaskingKey));
            return await Launch.RunAsync(workspace, files, parsed.GetRequiredValue(command), isMasking, cancellationToken);
        });
        return run;
    }

    // What somebody wrote wrongly masks: that loses nothing but colours.
    private static bool IsOff(string? text) => text is "1" || (bool.TryParse(text, out var isOff) && isOff);
}
