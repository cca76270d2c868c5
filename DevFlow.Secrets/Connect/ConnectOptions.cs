using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets;

/// <summary>How 1Password Connect is reached.</summary>
public sealed record ConnectOptions
{
    /// <summary>Where Connect listens, one or several; see <see cref="ConnectEndpoints"/>. They are tried in order of health.</summary>
    public required IReadOnlyList<Uri> Endpoints { get; init; }

    /// <summary>Gives the access token, or null when there is none. It is asked for every request, and not kept.</summary>
    public required Func<string?> Token { get; init; }

    /// <summary>How long a connection may take; 2 seconds by default.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long one attempt may take, body included; 5 seconds by default.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long the first attempt at an endpoint may take; 15 seconds by default. A server that has just been started lets a request
    /// wait until it has synced, for 10 seconds by default (<c>OP_SYNC_TIMEOUT</c>).
    /// </summary>
    public TimeSpan FirstTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a call may take with all its attempts; 15 seconds by default. While the endpoint that is asked first has never answered,
    /// <see cref="FirstTimeout"/> is added.
    /// </summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The median wait before the first repetition; 200 milliseconds by default. It doubles each time, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How often a read is repeated; 3 times by default. Writes are repeated only when no connection came about.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>
    /// How long to wait before a read that was refused with 403 is asked once more; 300 milliseconds by default. Connect up to 1.8.0
    /// refuses wrongly while it is syncing.
    /// </summary>
    public TimeSpan DeniedRecheckDelay { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long an endpoint that keeps failing is left alone; 5 seconds by default.</summary>
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock; by default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Is told of repetitions and of endpoints that are left alone; by default nobody is.</summary>
    public ILogger? Logger { get; init; }

    /// <summary>Makes what sends the requests; by default a handler that follows no redirect and uses the system's proxy.</summary>
    public Func<HttpMessageHandler>? Handler { get; init; }

    /// <summary>The endpoints alone.</summary>
    public override string ToString() =>
        $"1Password Connect at {string.Join(", ", Endpoints.Select(ConnectEndpoints.Show))}";
}
