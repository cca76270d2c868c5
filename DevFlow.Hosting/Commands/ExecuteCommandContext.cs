using Microsoft.Extensions.Logging;

namespace DevFlow.Hosting.ApplicationModel;

/// <summary>What a command sees that is executed.</summary>
public sealed class ExecuteCommandContext
{
    /// <summary>The application's services.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>The resource that it is executed for.</summary>
    public required string ResourceName { get; init; }

    /// <summary>Whoever executes it gives up.</summary>
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Writes into the resource's log.</summary>
    public required ILogger Logger { get; init; }
}
