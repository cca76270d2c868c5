using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevFlow.Secrets;

/// <summary>
/// The cascade: asks its sources in order, traced and audited, and hands out the first value. What it handed out it may serve from
/// memory for a while; see <see cref="SecretResolverOptions.Remember"/>.
/// </summary>
public sealed class SecretResolver : ISecretResolver, IDisposable
{
    private readonly SecretResolverOptions _options;
    private readonly Cascade _cascade;
    private readonly Snapshot _snapshot;
    private readonly AccessRecords _records;
    private readonly AnnouncementOrder _announcements = new();
    private readonly ILogger _logger;

    /// <summary>Makes a resolver.</summary>
    /// <param name="options">What it works with.</param>
    public SecretResolver(SecretResolverOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _logger = options.Logger ?? NullLogger.Instance;
        _cascade = new Cascade(options.Sources, _logger, options.Mode);
        _records = new AccessRecords(options.Audit);
        _snapshot = new Snapshot(options, _records);
    }

    /// <inheritdoc/>
    public ValueTask<SecretValue> GetAsync(string key, SecretReference? reference = null, CancellationToken cancellationToken = default)
    {
        return TryRead(key, reference) is { } value ? new(value) : GetSlowlyAsync(key, reference, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<SecretValue?> TryGetAsync(string key, SecretReference? reference = null, CancellationToken cancellationToken = default)
    {
        return TryRead(key, reference) is { } value ? new(value) : TryGetSlowlyAsync(key, reference, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<SecretExplanation> ExplainAsync(
        string key, SecretReference? reference = null, CancellationToken cancellationToken = default)
    {
        var (explanation, _) = await InspectAsync(key, reference, cancellationToken);
        return explanation;
    }

    /// <inheritdoc/>
    public async Task PreloadAsync(SecretCatalog catalog, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        await PreloadAsync(catalog.Entries, cancellationToken);
    }

    /// <summary>
    /// Drops what is remembered of a secret, so that the next read asks its source. See <see cref="SecretInvalidation"/> for how
    /// announcements are put in order.
    /// </summary>
    /// <param name="invalidation">What has changed.</param>
    public void Invalidate(SecretInvalidation invalidation)
    {
        ArgumentNullException.ThrowIfNull(invalidation);
        if (invalidation is { Key: { } known, Reference: null } && _options.Catalog().TryGet(known, out var entry))
            invalidation = invalidation with { Reference = entry.Reference };
        var place = _announcements.Place(invalidation);
        if (place is AnnouncementPlace.Seen)
            return;
        if (invalidation.Key is { } key)
            SecretsTelemetry.Rotation.Add(1, new KeyValuePair<string, object?>(SecretsTelemetry.KeyTag, key));
        if (place is AnnouncementPlace.AfterGap)
            Forget(new SecretInvalidation());
        Forget(invalidation);
    }

    /// <summary>Stops the clockwork that lets remembered values expire.</summary>
    public void Dispose() => _snapshot.Dispose();

    /// <summary>Drops the values that are served from memory, and keeps what sources remember for themselves.</summary>
    internal void ForgetValues() => _snapshot.Forget(key: null);

    internal Task PreloadAsync(IReadOnlyList<CatalogEntry> entries, CancellationToken cancellationToken) =>
        _cascade.PreloadAsync([.. entries.Select(e => new SecretRequest(e.Key, e.Reference, e))], cancellationToken).AsTask();

    /// <summary>An explanation with the value that would be handed out, for the checks of our own that judge it in place.</summary>
    internal async ValueTask<(SecretExplanation Explanation, SecretValue? Value)> InspectAsync(
        string key, SecretReference? reference, CancellationToken cancellationToken)
    {
        var resolution = await _cascade.AskAllAsync(Request(key, reference), cancellationToken);
        var placeholder = resolution is { Value: { } value, Request.Entry: null or { IsSecret: true } }
            && PlaceholderValues.IsPlaceholder(value.Reveal());
        var explanation = new SecretExplanation(
            key, resolution.Request.Reference, resolution.Value?.Source, resolution.Winning, placeholder, resolution.Steps);
        return (explanation, resolution.Value);
    }

    // The hot path: one look into a dictionary and one counter. Whoever listens to spans or metrics takes the slow path.
    private SecretValue? TryRead(string key, SecretReference? reference) =>
        _snapshot.TryGet(key, reference, out var entry) && !SecretsTelemetry.IsObserved && entry.TryCount(_options.User?.Invoke())
            ? entry.Value
            : null;

    private async ValueTask<SecretValue> GetSlowlyAsync(string key, SecretReference? reference, CancellationToken cancellationToken)
    {
        var (value, steps) = await ResolveAsync(key, reference, cancellationToken);
        return value ?? throw new SecretNotFoundException(key, steps);
    }

    private async ValueTask<SecretValue?> TryGetSlowlyAsync(string key, SecretReference? reference, CancellationToken cancellationToken) =>
        (await ResolveAsync(key, reference, cancellationToken)).Value;

    private async ValueTask<(SecretValue? Value, IReadOnlyList<SourceStep> Steps)> ResolveAsync(
        string key, SecretReference? reference, CancellationToken cancellationToken)
    {
        var generation = _snapshot.Generation;
        var request = Request(key, reference);
        using var trace = new ResolutionTrace(request, _options.TimeProvider);
        var user = _options.User?.Invoke();
        if (_snapshot.TryGet(key, reference, out var remembered))
        {
            await remembered.CountAsync(user, trace.Span, cancellationToken);
            trace.Ended(remembered);
            return (remembered.Value, []);
        }

        var resolution = await _cascade.AskUntilFoundAsync(request, trace.Span, cancellationToken);
        Log(resolution);
        if (resolution.Value is not { } value)
        {
            await _records.WithoutValueAsync(resolution, user, trace.Span, cancellationToken);
            trace.Ended(resolution);
            return resolution.Refusal is { } refusal ? throw Refused(key, refusal) : (null, resolution.Steps);
        }

        Learn(request, value);
        var entry = _snapshot.Remember(resolution, reference, generation);
        await entry.CountAsync(user, trace.Span, cancellationToken);
        trace.Ended(resolution);
        return (entry.Value, resolution.Steps);
    }

    private void Forget(SecretInvalidation invalidation)
    {
        foreach (var source in _options.Sources)
            source.Invalidate(invalidation);
        _snapshot.Forget(invalidation.Key);
    }

    private SecretRequest Request(string key, SecretReference? reference)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        _options.Catalog().TryGet(key, out var entry);
        return new SecretRequest(key, reference ?? entry?.Reference, entry);
    }

    // What is no secret may stand in a log, but for the password of a URL.
    private void Learn(SecretRequest request, SecretValue value)
    {
        if (request.Entry is { IsSecret: false })
            _options.Scrubber?.RegisterPasswordOf(value.Reveal());
        else
            _options.Scrubber?.Register(value.Reveal());
    }

    private void Log(Resolution resolution)
    {
        var key = resolution.Request.Key;
        if (resolution.Refusal is { } refusal)
            SecretsLog.Refused(_logger, key, refusal.Source, refusal.OutcomeText, refusal.Detail);
        else if (resolution is { Value: { } value, Winning: { } step })
            SecretsLog.Resolved(_logger, key, value.Source, step.Detail);
        else
            SecretsLog.NotFound(_logger, key);
    }

    private static Exception Refused(string key, SourceStep step) => step.Outcome is SourceOutcome.Ambiguous
        ? new SecretAmbiguousException(key, step)
        : new SecretAccessDeniedException(key, step);
}
