using System.CommandLine;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Granting;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class GrantRevokeCommand
{
    public static Command Create()
    {
        var ids = IdsArgument.Create("The ids that 'devflow grant list' shows.");
        var project = ProjectOption.Create();
        var command = new Command("revoke", "Takes grants back at once. What was read is read: rotate it where that matters.") { ids, project };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var engine = parsed.Engine();
            var of = parsed.GetRequiredValue(project);
            foreach (var id in parsed.GetRequiredValue(ids))
            {
                if (!await engine.Api.DeleteAsync($"{ProjectOption.PathOf(of)}/{id}", cancellationToken))
                    throw new VaultException(VaultError.NotFound, $"there is no grant {id} of {of} that is yours to take back");
                Console.Out.WriteLine($"{id} is taken back");
            }

            return ExitCodes.Fine;
        });
        return command;
    }
}
