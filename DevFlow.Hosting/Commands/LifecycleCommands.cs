using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Local;

/// <summary>Start, stop and restart: what is run as a process has them, with the states of Aspire's.</summary>
internal static class LifecycleCommands
{
    public static void AddTo(IResource resource, ResourceRunner runner)
    {
        // A command of that name that the app host has made itself stays.
        Add(resource, KnownResourceCommands.StartCommand, "Start", "Start the resource; if it waits for others, without them", "Play", IconVariant.Filled, true, StartState, runner.StartAsync);
        Add(resource, KnownResourceCommands.StopCommand, "Stop", "Stop the resource", "Stop", IconVariant.Filled, true, StopState, runner.StopAsync);
        Add(resource, KnownResourceCommands.RestartCommand, "Restart", "Stop and start the resource", "ArrowCounterclockwise", IconVariant.Regular, false, RestartState, runner.RestartAsync);
    }

    private static void Add(
        IResource resource,
        string name,
        string displayName,
        string description,
        string icon,
        IconVariant variant,
        bool isHighlighted,
        Func<string?, ResourceCommandState> state,
        Func<Task> execute)
    {
        if (resource.Of<ResourceCommandAnnotation>().Any(command => command.Name == name))
            return;
        resource.Annotations.Add(new ResourceCommandAnnotation(
            name, displayName, context => state(context.ResourceSnapshot.State?.Text), ExecuteAsync, description, parameter: null, confirmationMessage: null, icon, variant, isHighlighted));

        async Task<ExecuteCommandResult> ExecuteAsync(ExecuteCommandContext context)
        {
            // Who gives up waiting leaves a stop that is under way to come to its end.
            await execute().WaitAsync(context.CancellationToken);
            return CommandResults.Success();
        }
    }

    private static ResourceCommandState StartState(string? state) => state switch
    {
        null => ResourceCommandState.Disabled,
        _ when state == KnownResourceStates.Starting || state == KnownResourceStates.RuntimeUnhealthy => ResourceCommandState.Disabled,
        _ when IsStopped(state) || state == KnownResourceStates.Waiting => ResourceCommandState.Enabled,
        _ => ResourceCommandState.Hidden,
    };

    private static ResourceCommandState StopState(string? state) => state switch
    {
        _ when state == KnownResourceStates.Stopping => ResourceCommandState.Disabled,
        _ when state == KnownResourceStates.Running => ResourceCommandState.Enabled,
        _ => ResourceCommandState.Hidden,
    };

    private static ResourceCommandState RestartState(string? state) =>
        state == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    private static bool IsStopped(string state) =>
        KnownResourceStates.TerminalStates.Contains(state) || state == KnownResourceStates.NotStarted || state == LocalResourceStates.Skipped;
}
