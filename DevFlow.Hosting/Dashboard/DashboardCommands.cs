using DevFlow.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace DevFlow.Hosting.Dashboard;

/// <summary>Executes what a person asks for in the dashboard.</summary>
internal sealed class DashboardCommands(ResourceCommandService commands, KnownSecrets secrets, IHostApplicationLifetime lifetime)
{
    /// <returns>How it ended; what goes wrong is told there and never thrown.</returns>
    public async Task<CommandEnded> ExecuteAsync(CommandAsked asked)
    {
        // Not ended with the dashboard that asked: half a restart would be a stop.
        var result = await commands.ExecuteCommandAsync(asked.Resource, asked.Command, lifetime.ApplicationStopping);
        return new(asked.Id, result.Success ? null : secrets.Now.Hide(Why(result, asked)));
    }

    private static string Why(ExecuteCommandResult result, CommandAsked asked) => result.ErrorMessage
        ?? (result.Canceled ? $"'{asked.Command}' was given up." : $"'{asked.Command}' of '{asked.Resource}' failed; the resource's log may say why.");
}
