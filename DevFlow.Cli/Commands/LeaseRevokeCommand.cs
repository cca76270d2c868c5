using System.CommandLine;
using DevFlow.Cli.Engine;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class LeaseRevokeCommand
{
    public static Command Create()
    {
        var ids = IdsArgument.Create("The ids that 'devflow lease list' shows.");
        var command = new Command("revoke", "Ends leases at once, with their sessions. What their logins made is kept.") { ids };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var engine = parsed.Engine();
            foreach (var id in parsed.GetRequiredValue(ids))
            {
                if (!await engine.Api.DeleteAsync($"api/v1/leases/{id}", cancellationToken))
                    throw new VaultException(VaultError.NotFound, $"there is no lease {id} of yours");
                Console.Out.WriteLine($"{id} ended");
            }

            return ExitCodes.Fine;
        });
        return command;
    }
}
