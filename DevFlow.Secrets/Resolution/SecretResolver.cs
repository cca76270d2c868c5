using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DevFlow.Secrets;

/// <summary>The cascade: asks its sources in order, traced, and hands out the first value.</summary>
/// <param name="sources">The sources in order.</param>
/// <param name="catalog">Gives the catalog that says which reference and tier a key has.</param>
/// <param name="logger">Hears what happens, without values; default none.</param>
/// <param name="timeProvider">Measures durations; by default the system's clock.</param>
/// <param name="mode">
/// Gives the mode. In local mode a source that denies is passed over; in every other, and when the mode is not known or not
/// given, a denial is final.
/// </param>
public sealed class SecretResolver(
    IReadOnlyList<ISecretSource> sources,
    Func<SecretCatalog> catalog,
    ILogger? logger = null,
    TimeProvider? timeProvider = null,
    Func<DevFlowMode?>? mode = null) : ISecretResolver
{
    private readonly Cascade _cascade = new(sources, logger ?? NullLogger.Instance, () => mode?.Invoke());
    private readonly ILogger _logger = logger ?? NullLogger.Instance;
    private readonly TimeProvider _time = timeProvider ?? TimeProvider.System;

    /// <inheritdoc/>
    /// <exception cref="SecretAccessDeniedException">A source refused to tell, outside local mode.</exception>
    public async ValueTask<SecretValue> GetAsync(
        string key, SecretReference? reference = null, CancellationToken cancellationToken = default)
    {
        var resolution = await ResolveAsync(key, reference, cancellationToken);
        return resolution.Value ?? throw new SecretNotFoundException(key, resolution.Steps);
    }

    /// <inheritdoc/>
    /// <exception cref="SecretAccessDeniedException">A source refused to tell, outside local mode.</exception>
    public async ValueTask<SecretValue?> TryGetAsync(
        string key, SecretReference? reference = null, CancellationToken cancellationToken = default) =>
        (await ResolveAsync(key, reference, cancellationToken)).Value;

    /// <inheritdoc/>
    public async ValueTask<SecretExplanation> ExplainAsync(
        string key, SecretReference? reference = null, CancellationToken cancellationToken = default)
    {
        var resolution = await _cascade.AskAllAsync(Request(key, reference), cancellationToken);
        var placeholder = resolution is { Value: { } value, Request.Entry: null or { IsSecret: true } }
            && PlaceholderValues.IsPlaceholder(value.Reveal());
        return new SecretExplanation(key, resolution.Request.Reference, resolution.Value?.Source, placeholder, resolution.Steps);
    }

    private async ValueTask<Resolution> ResolveAsync(string key, SecretReference? reference, CancellationToken cancellationToken)
    {
        var request = Request(key, reference);
        var tier = SecretOutcomes.Of(request.Entry?.Tier ?? SecretTier.System);
        var started = _time.GetTimestamp();
        using var activity = SecretsTelemetry.Source.StartActivity(SecretsTelemetry.ResolveSpan);
        activity?.SetTag(SecretsTelemetry.KeyTag, key);
        activity?.SetTag(SecretsTelemetry.TierTag, tier);

        var outcome = SecretOutcomes.Error;
        string? source = null;
        try
        {
            var resolution = await _cascade.AskUntilFoundAsync(request, cancellationToken);
            outcome = resolution.Outcome;
            source = resolution.Value?.Source ?? resolution.Denied?.Source;
            Log(resolution);
            return resolution.Denied is { } step ? throw new SecretAccessDeniedException(key, step) : resolution;
        }
        finally
        {
            Record(activity, key, tier, source, outcome, _time.GetElapsedTime(started));
        }
    }

    private SecretRequest Request(string key, SecretReference? reference)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        catalog().TryGet(key, out var entry);
        return new SecretRequest(key, reference ?? entry?.Reference, entry);
    }

    private void Log(Resolution resolution)
    {
        var key = resolution.Request.Key;
        if (resolution.Denied is { } denied)
            SecretsLog.Denied(_logger, key, denied.Source, denied.Detail);
        else if (resolution.Value is { } value)
            SecretsLog.Resolved(_logger, key, value.Source, resolution.Steps[^1].Detail);
        else
            SecretsLog.NotFound(_logger, key);
    }

    private static void Record(Activity? activity, string key, string tier, string? source, string outcome, TimeSpan duration)
    {
        activity?.SetTag(SecretsTelemetry.SourceTag, source);
        activity?.SetTag(SecretsTelemetry.OutcomeTag, outcome);
        if (outcome is SecretOutcomes.Denied or SecretOutcomes.Error)
            activity?.SetStatus(ActivityStatusCode.Error);

        KeyValuePair<string, object?> sourceTag = new(SecretsTelemetry.SourceTag, source);
        KeyValuePair<string, object?> outcomeTag = new(SecretsTelemetry.OutcomeTag, outcome);
        SecretsTelemetry.ResolveDuration.Record(duration.TotalSeconds, sourceTag, outcomeTag);
        SecretsTelemetry.Access.Add(
            1, new(SecretsTelemetry.KeyTag, key), new(SecretsTelemetry.TierTag, tier), sourceTag, outcomeTag);
    }
}
