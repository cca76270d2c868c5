using System.CommandLine;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Output;
using DevFlow.Cli.Versions;

namespace DevFlow.Cli.Commands;

internal static class RollbackCommand
{
    public static Command Create()
    {
        var secret = new VaultSecretOptions();
        var to = new Option<int>("--to") { Description = "The version whose value is to be the current one again.", HelpName = "VERSION", Required = true };
        var command = new Command("rollback", "Goes back to an old version of a secret in the vault: its value becomes a new version. Nothing is lost, and the value is not shown.");
        secret.AddTo(command);
        command.Add(to);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var engine = parsed.Engine();
            var history = await VersionHistory.ReadAsync(engine, secret, parsed, cancellationToken);
            var version = history.Get(parsed.GetRequiredValue(to)).Version;
            // What somebody else writes at this moment is not passed over.
            var written = await engine.Api.PostAsync(
                $"{secret.PathOf(parsed)}/{version}/restore", new(history.Current), JsonContext.Default.RestoreRequest, JsonContext.Default.VaultSecret, cancellationToken);
            var isChanged = written.Version != history.Current;
            if (parsed.GetValue(GlobalOptions.Json))
                Json.Print(new(history.Place, version, written.Version, isChanged), context => context.RollbackOutput);
            else
                Console.Out.WriteLine(isChanged
                    ? $"{history.Place} has the value of version {version} again, as version {written.Version}"
                    : $"{history.Place} has the value of version {version} already, at version {written.Version}");
            return ExitCodes.Fine;
        });
        return command;
    }
}
