using System.CommandLine;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class GetCommand
{
    public static Command Create()
    {
        var key = KeyArgument.Create();
        var reveal = new Option<bool>("--reveal") { Description = "Print the value itself." };
        var command = new Command("get", "Resolves one secret. Prints *** and its source; with --reveal the value alone, for a pipe.") { key, reveal };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(key);
            await using var workspace = parsed.Workspace();
            using var asking = new Progress("asking the sources");
            var value = await workspace.Resolver.GetAsync(name, cancellationToken: cancellationToken);
            asking.Dispose();
            var text = parsed.GetValue(reveal) ? value.Reveal() : SecretValue.Mask;
            if (parsed.GetValue(GlobalOptions.Json))
                Json.Print(new(name, text, value.Source, value.Reference?.ToString()), context => context.GetOutput);
            else
                Console.Out.WriteLine(parsed.GetValue(reveal) ? text : $"{text} from {Words.Of(value.Source)}");
            return ExitCodes.Fine;
        });
        return command;
    }
}
