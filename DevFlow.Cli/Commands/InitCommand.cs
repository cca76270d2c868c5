using System.CommandLine;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class InitCommand
{
    public static Command Create()
    {
        var command = new Command("init", "Makes .env from .env.example and generates the keys that are empty. Changes nothing that is set.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var root = parsed.Workspace().Root;
            var result = await FirstRun.PrepareAsync(root, cancellationToken);
            if (parsed.GetValue(GlobalOptions.Json))
            {
                JsonOutput.Print(new(Path.Combine(root, ".env"), result.Created, [.. result.Generated]), JsonOutput.Default.InitOutput);
                return ExitCodes.Fine;
            }

            Console.Out.WriteLine(result.Summary ?? ".env is there and has every key that can be generated");
            Console.Out.WriteLine("next: set AOSENTRY_API_KEY in .env, then 'devflow verify'");
            return ExitCodes.Fine;
        });
        return command;
    }
}
