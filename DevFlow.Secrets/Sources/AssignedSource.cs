using System.Net;

namespace DevFlow.Secrets;

/// <summary>
/// What the app host assigned: the connection string of a resource that it started. It stands above the cascade, so that a
/// random port, or a database started for a test, is never confused with somebody's real one. Where the cascade names the very same
/// database, it answers: its login is newer than the one at the start, once it was rotated.
/// </summary>
/// <param name="connectionString">Gives the connection string of a name, or null.</param>
/// <param name="timeProvider">Dates the values; by default the system's clock.</param>
/// <param name="below">The cascade, in its order; by default none.</param>
public sealed class AssignedSource(Func<string, string?> connectionString, TimeProvider? timeProvider = null, IReadOnlyList<ISecretSource>? below = null) : ISecretSource
{
    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;

    /// <inheritdoc/>
    public string Name => SecretSourceNames.AppHost;

    /// <inheritdoc/>
    public async ValueTask<SourceAnswer> AskAsync(SecretRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Entry?.AssignedConnection is not { } name)
            return SourceAnswer.Missed(SourceOutcome.NotConfigured, "the app host assigns nothing to this key");
        if (connectionString(name) is not { Length: > 0 } value)
            return SourceAnswer.Missed(SourceOutcome.NotFound, $"the app host has not assigned the connection '{name}'");
        if (DatabaseUrl.TryParse(value, out var assigned, out _) && await SameBelowAsync(assigned, request, cancellationToken) is { } source)
            return SourceAnswer.Missed(SourceOutcome.NotFound, $"the app host has assigned the connection '{name}', and {source} names a login for the same database");
        return SourceAnswer.Found(new SecretValue(value, Name, _time.GetUtcNow()), $"connection '{name}'");
    }

    // A source that cannot be asked might have named another one: then what worked at the start goes on to be used.
    private async ValueTask<string?> SameBelowAsync(DatabaseUrl assigned, SecretRequest request, CancellationToken cancellationToken)
    {
        foreach (var source in below ?? [])
        {
            var answer = await source.AskAsync(request, cancellationToken);
            if (answer.Value is { } value)
                return DatabaseUrl.TryParse(value.Reveal(), out var other, out _) && IsSame(assigned, other) ? source.Name : null;
            if (answer.Outcome is SourceOutcome.Unavailable or SourceOutcome.Denied or SourceOutcome.Ambiguous)
                return null;
        }

        return null;
    }

    private static bool IsSame(DatabaseUrl one, DatabaseUrl other) =>
        one.Port == other.Port && one.Database == other.Database && other.User is not null && other.HasPassword
        && (string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase) || (IsLoopback(one.Host) && IsLoopback(other.Host)));

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
