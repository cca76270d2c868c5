using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets;

/// <summary>Asks sources in order and judges what they say: which value counts, which miss is passed over, what is final.</summary>
internal sealed class Cascade(IReadOnlyList<ISecretSource> sources, ILogger logger, Func<DevFlowMode?> mode)
{
    /// <summary>Stops at the first value, or at a refusal that is final.</summary>
    public async ValueTask<Resolution> AskUntilFoundAsync(SecretRequest request, Activity? span, CancellationToken cancellationToken)
    {
        var steps = new List<SourceStep>(sources.Count);
        foreach (var source in sources)
        {
            var answer = await AskAsync(source, request, isTraced: true, cancellationToken);
            var step = answer.ToStep(source.Name);
            steps.Add(step);
            if (answer.Value is not null)
                return new Resolution(request, answer.Value, step, Refusal: null, steps);
            if (IsFinal(answer.Outcome))
                return new Resolution(request, Value: null, Winning: null, step, steps);
            if (answer.Outcome is SourceOutcome.Unavailable or SourceOutcome.Denied)
                PassOver(request.Key, step, span);
        }

        return new Resolution(request, Value: null, Winning: null, Refusal: null, steps);
    }

    /// <summary>
    /// Asks every source, also those behind the winner, so that a person sees what is shadowed. Not traced: it is no access, and
    /// whoever watches the state of all secrets asks again and again.
    /// </summary>
    public async ValueTask<Resolution> AskAllAsync(SecretRequest request, CancellationToken cancellationToken)
    {
        SecretValue? winner = null;
        SourceStep? winning = null;
        SourceStep? refusal = null;
        var steps = new List<SourceStep>(sources.Count);
        foreach (var source in sources)
        {
            var answer = await AskAsync(source, request, isTraced: false, cancellationToken);
            var step = answer.ToStep(source.Name);
            var decided = winning is not null || refusal is not null;
            if (answer.Value is not null && decided)
                step = step with { Detail = $"also set at {answer.Detail}, not used" };
            else if (answer.Value is not null)
                (winner, winning) = (answer.Value, step);
            else if (!decided && IsFinal(answer.Outcome))
                refusal = step;
            steps.Add(step);
        }

        return new Resolution(request, winner, winning, refusal, steps);
    }

    /// <summary>Lets each source fetch at once what the requests name, and what values in other sources refer to.</summary>
    public async ValueTask PreloadAsync(IReadOnlyList<SecretRequest> requests, CancellationToken cancellationToken)
    {
        var referring = requests.Where(request => request.Reference is not null).ToList();
        foreach (var source in sources.Where(source => source.Name != SecretSourceNames.OnePassword))
        {
            foreach (var request in requests)
            {
                if ((await source.AskAsync(request, cancellationToken)).Value?.Reveal() is { } value
                    && SecretReference.TryParse(value, out var reference, out _))
                {
                    referring.Add(request with { Reference = reference });
                }
            }
        }

        foreach (var source in sources)
            await source.PreloadAsync(referring, cancellationToken);
    }

    private async ValueTask<SourceAnswer> AskAsync(
        ISecretSource source, SecretRequest request, bool isTraced, CancellationToken cancellationToken)
    {
        using var activity = isTraced ? SecretsTelemetry.Source.StartActivity(SecretsTelemetry.SourceSpan) : null;
        activity?.SetTag(SecretsTelemetry.KeyTag, request.Key);
        activity?.SetTag(SecretsTelemetry.SourceTag, source.Name);
        var answer = await source.AskAsync(request, cancellationToken);
        if (answer.Value is not null && SecretReference.LooksLikeReference(answer.Value.Reveal()))
            answer = await FollowAsync(source, request, answer, isTraced, cancellationToken);
        activity?.SetTag(SecretsTelemetry.OutcomeTag, SecretOutcomes.Of(answer));
        activity?.SetTag(SecretsTelemetry.CacheTag, answer.FromCache ? SecretsTelemetry.CacheHit : SecretsTelemetry.CacheMiss);
        if (answer.StaleFor is { } age)
            activity?.SetTag(SecretsTelemetry.AgeTag, age.TotalSeconds);
        return answer;
    }

    // A value that is itself a reference is never handed out: 1Password is asked for what it points to.
    private async ValueTask<SourceAnswer> FollowAsync(
        ISecretSource source, SecretRequest request, SourceAnswer pointer, bool isTraced, CancellationToken cancellationToken)
    {
        if (!SecretReference.TryParse(pointer.Value!.Reveal(), out var reference, out var problem))
        {
            return SourceAnswer.Missed(
                SourceOutcome.NotFound, $"{pointer.Detail} holds a malformed op:// reference: {problem}",
                $"mend the reference at {pointer.Detail}");
        }

        var onePassword = sources.FirstOrDefault(s => s.Name == SecretSourceNames.OnePassword);
        if (onePassword is null || onePassword == source)
        {
            var reason = onePassword is null ? "1Password is not among the sources" : "a reference to a reference is not followed";
            return SourceAnswer.Missed(
                SourceOutcome.NotFound, $"{pointer.Detail} holds an op:// reference, and {reason}",
                "write the value's own reference");
        }

        var answer = await AskAsync(onePassword, request with { Reference = reference }, isTraced, cancellationToken);
        return answer.Value is not null
            ? SourceAnswer.Found(answer.Value, $"{pointer.Detail}, which refers to {reference}").Aged(answer.FromCache, answer.StaleFor)
            : SourceAnswer.Missed(
                answer.Outcome, $"{pointer.Detail} refers to {reference}: {answer.Detail}",
                answer.Remedy ?? $"write the value itself at {pointer.Detail}");
    }

    private bool IsFinal(SourceOutcome outcome) => outcome is SourceOutcome.Ambiguous
        || (outcome is SourceOutcome.Denied && mode() is not DevFlowMode.Local);

    private void PassOver(string key, SourceStep step, Activity? span)
    {
        SecretsLog.PassedOver(logger, key, step.Source, step.Outcome, step.Detail);
        KeyValuePair<string, object?> source = new(SecretsTelemetry.SourceTag, step.Source);
        KeyValuePair<string, object?> outcome = new(SecretsTelemetry.OutcomeTag, SecretOutcomes.Of(step.Outcome));
        SecretsTelemetry.Fallback.Add(1, new(SecretsTelemetry.KeyTag, key), source, outcome);
        span?.AddEvent(new ActivityEvent(SecretsTelemetry.FallbackEvent, tags: new ActivityTagsCollection([source, outcome])));
    }
}
