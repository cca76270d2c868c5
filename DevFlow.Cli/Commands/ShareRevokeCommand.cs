using System.CommandLine;
using DevFlow.Cli.Engine;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class ShareRevokeCommand
{
    public static Command Create()
    {
        var ids = IdsArgument.Create("The ids that 'devflow share list' shows.");
        var command = new Command("revoke", "Ends links at once; what they share is destroyed. What was opened is read: rotate it where that matters.") { ids };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var engine = parsed.Engine();
            foreach (var id in parsed.GetRequiredValue(ids))
            {
                if (!await engine.Api.DeleteAsync($"api/v1/shares/{id}", cancellationToken))
                    throw new VaultException(VaultError.NotFound, $"there is no link {id} of yours that can be opened");
                Console.Out.WriteLine($"{id} is revoked");
            }

            return ExitCodes.Fine;
        });
        return command;
    }
}
