using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets;

/// <summary>1Password Connect, first in the cascade when <c>OP_CONNECT_TOKEN</c> is set.</summary>
internal sealed class OnePasswordSource(OnePasswordConnection connection, TimeProvider time, ILogger logger) : ISecretSource
{
    internal const string NotConfigured = "1Password is not configured (OP_CONNECT_TOKEN is not set)";

    private const string NotUpYet = "1Password Connect is started with the platform and is not asked before";

    // What a key was asked for by: an announcement names the key, and a line of .env may have led elsewhere than the catalog says.
    private const int MaxReferences = 10_000;

    private readonly ConcurrentDictionary<(string Key, SecretReference Reference), bool> _asked = new();
    private readonly ConcurrentDictionary<string, SecretInvalidation> _announced = new(StringComparer.Ordinal);
    private int _isAway;

    public string Name => SecretSourceNames.OnePassword;

    public async ValueTask<SourceAnswer> AskAsync(SecretRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (reader, problem) = connection.Current();
        if (problem is not null)
            return SourceAnswer.Missed(SourceOutcome.Unavailable, problem, "set it to the address of the Connect server");
        if (reader is null && connection.Later)
            return SourceAnswer.Missed(SourceOutcome.NotConfigured, NotUpYet);
        if (reader is null)
            return SourceAnswer.Missed(SourceOutcome.NotConfigured, NotConfigured, "set OP_CONNECT_URL and OP_CONNECT_TOKEN");
        if (request.Reference is not { } reference)
        {
            return SourceAnswer.Missed(
                SourceOutcome.NotFound, "the key has no 1Password reference in config/secrets.yaml",
                $"add an op:// reference for {request.Key} to config/secrets.yaml");
        }

        Remember(request.Key, reference);
        try
        {
            var read = await reader.ReadAsync(reference, cancellationToken);
            // What is remembered says nothing of how Connect is now.
            if (read is { CacheHit: false } or { StaleFor: not null })
                Noted(isAway: read.StaleFor is not null);
            return Answer(request, reference, read);
        }
        catch (ConnectException fault)
        {
            if (!fault.IsRemembered)
                Noted(isAway: fault.Kind is ConnectErrorKind.Unavailable);
            return SourceAnswer.Missed(Outcome(fault.Kind), fault.Detail, fault.Remedy);
        }
        catch (ObjectDisposedException)
        {
            return SourceAnswer.Missed(SourceOutcome.Unavailable, "the connection to 1Password is closed: this process is ending");
        }
    }

    public async ValueTask PreloadAsync(IReadOnlyList<SecretRequest> requests, CancellationToken cancellationToken)
    {
        foreach (var request in requests)
            Remember(request.Key, request.Reference!);
        if (connection.Current().Reader is { } reader)
            await reader.PreloadAsync(requests.Select(request => request.Reference!), cancellationToken);
    }

    public void Invalidate(SecretInvalidation invalidation)
    {
        ArgumentNullException.ThrowIfNull(invalidation);
        var reader = connection.Current().Reader;
        if (invalidation.Key is not { } key)
        {
            reader?.ForgetAll(keepStale: !invalidation.Revoked);
            return;
        }

        // A bound never falls: versions only grow, and a server that lags may answer at any time.
        if (invalidation.LeastVersion is { } least)
        {
            _announced.AddOrUpdate(key, invalidation, (_, known) => invalidation with
            {
                LeastVersion = Math.Max(least, known.LeastVersion ?? 0),
                Revoked = invalidation.Revoked || known.Revoked,
            });
        }

        foreach (var (_, reference) in _asked.Keys.Where(asked => asked.Key == key))
            reader?.Forget(reference, keepStale: !invalidation.Revoked);
        if (invalidation.Reference is { } named)
            reader?.Forget(named, keepStale: !invalidation.Revoked);
    }

    private void Remember(string key, SecretReference reference)
    {
        if (_asked.Count < MaxReferences)
            _asked.TryAdd((key, reference), true);
    }

    private SourceAnswer Answer(SecretRequest request, SecretReference reference, OnePasswordRead read)
    {
        var stale = read.StaleFor;
        var readAt = read.ReadAt ?? time.GetUtcNow();
        if (_announced.TryGetValue(request.Key, out var announced) && read.Version < announced.LeastVersion && Concerns(announced, reference, read))
        {
            // The Connect server has not synced yet. What it gave is not to be remembered, and is asked for again.
            connection.Current().Reader?.Forget(reference, keepStale: !announced.Revoked);
            if (announced.Revoked)
            {
                return SourceAnswer.Missed(
                    SourceOutcome.Unavailable,
                    $"{reference} is at version {read.Version} in Connect, and {announced.LeastVersion} is the least that may be used",
                    "wait until the Connect server has synced");
            }

            stale ??= time.GetUtcNow() - readAt;
        }

        var value = new SecretValue(read.Value, Name, readAt, reference, read.Version);

        // Whoever reads this has the catalog's reference before them.
        var place = reference.Equals(request.Entry?.Reference) ? "" : $"{reference}, ";
        var detail = $"{place}version {read.Version}{(stale is { } age ? $", {Age(age)} old" : "")}";
        return SourceAnswer.Found(value, detail).Aged(read.CacheHit, stale);
    }

    // A line of .env may lead the key to another item, whose versions are its own. A name beside an id cannot be told apart from it.
    private static bool Concerns(SecretInvalidation announced, SecretReference reference, OnePasswordRead read) =>
        announced.Reference is not { } named
        || named.Item.Equals(reference.Item, StringComparison.OrdinalIgnoreCase)
        || named.Item == read.ItemId
        || SecretReference.IsId(named.Item) != SecretReference.IsId(reference.Item);

    // Said once when it goes and once when it is back, not at each read.
    private void Noted(bool isAway)
    {
        if (Interlocked.Exchange(ref _isAway, isAway ? 1 : 0) is var before && before == 1 == isAway)
            return;
        if (isAway)
            SecretsLog.Away(logger, connection.Place);
        else
            SecretsLog.Back(logger, connection.Place);
    }

    private static string Age(TimeSpan age) => age.TotalMinutes >= 2 ? $"{age.TotalMinutes:0} minutes" : $"{age.TotalSeconds:0} seconds";

    internal static SourceOutcome Outcome(ConnectErrorKind kind) => kind switch
    {
        ConnectErrorKind.NotFound or ConnectErrorKind.Invalid => SourceOutcome.NotFound,
        ConnectErrorKind.Denied => SourceOutcome.Denied,
        ConnectErrorKind.Ambiguous => SourceOutcome.Ambiguous,
        _ => SourceOutcome.Unavailable,
    };
}
