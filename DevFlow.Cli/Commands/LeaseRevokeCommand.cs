using System.CommandLine;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Output;
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
                if (await engine.Api.DeleteAsync($"api/v1/leases/{id}", JsonContext.Default.LeaseOutput, cancellationToken) is not { } lease)
                    throw new VaultException(VaultError.NotFound, $"there is no lease {id} of yours");
                // Nobody gets in any more in either case.
                Console.Out.WriteLine(lease.State is "ended" ? $"{id} ended" : $"{id} closed; the engine drops its login when what is in the way is gone");
            }

            return ExitCodes.Fine;
        });
        return command;
    }
}
