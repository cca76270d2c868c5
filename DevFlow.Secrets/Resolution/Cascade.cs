using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets;

/// <summary>Asks sources in order and judges what they say: which value counts, which miss is passed over, what is final.</summary>
internal sealed class Cascade(IReadOnlyList<ISecretSource> sources, ILogger logger, Func<DevFlowMode?> mode)
{
    /// <summary>Stops at the first value, or at a denial that is final.</summary>
    public async ValueTask<Resolution> AskUntilFoundAsync(SecretRequest request, CancellationToken cancellationToken)
    {
        var steps = new List<SourceStep>(sources.Count);
        foreach (var source in sources)
        {
            var answer = await AskAsync(source, request, cancellationToken);
            steps.Add(Step(source, answer));
            if (answer.Value is not null)
                return new Resolution(request, answer.Value, Denied: null, steps);
            if (IsFinal(answer.Outcome))
                return new Resolution(request, Value: null, steps[^1], steps);
            if (answer.Outcome is SourceOutcome.Unavailable or SourceOutcome.Denied)
                PassOver(request.Key, source.Name, answer);
        }

        return new Resolution(request, Value: null, Denied: null, steps);
    }

    /// <summary>Asks every source, also those behind the winner, so that a person sees what is shadowed.</summary>
    public async ValueTask<Resolution> AskAllAsync(SecretRequest request, CancellationToken cancellationToken)
    {
        SecretValue? winner = null;
        SourceStep? denied = null;
        var steps = new List<SourceStep>(sources.Count);
        foreach (var source in sources)
        {
            var answer = await AskAsync(source, request, cancellationToken);
            var step = Step(source, answer);
            if (answer.Value is not null && (winner ?? (object?)denied) is not null)
                step = step with { Detail = $"also set at {answer.Detail}, not used" };
            else if (answer.Value is not null)
                winner = answer.Value;
            else if (winner is null && denied is null && IsFinal(answer.Outcome))
                denied = step;
            steps.Add(step);
        }

        return new Resolution(request, winner, denied, steps);
    }

    private async ValueTask<SourceAnswer> AskAsync(ISecretSource source, SecretRequest request, CancellationToken cancellationToken)
    {
        using var activity = SecretsTelemetry.Source.StartActivity(SecretsTelemetry.SourceSpan);
        activity?.SetTag(SecretsTelemetry.KeyTag, request.Key);
        activity?.SetTag(SecretsTelemetry.SourceTag, source.Name);
        var answer = await source.AskAsync(request, cancellationToken);
        if (answer.Value is not null && SecretReference.LooksLikeReference(answer.Value.Reveal()))
            answer = await FollowAsync(source, request, answer, cancellationToken);
        activity?.SetTag(SecretsTelemetry.OutcomeTag, SecretOutcomes.Of(answer.Outcome));
        return answer;
    }

    // A value that is itself a reference is never handed out: 1Password is asked for what it points to.
    private async ValueTask<SourceAnswer> FollowAsync(
        ISecretSource source, SecretRequest request, SourceAnswer pointer, CancellationToken cancellationToken)
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

        var answer = await AskAsync(onePassword, request with { Reference = reference }, cancellationToken);
        return answer.Value is not null
            ? SourceAnswer.Found(answer.Value, $"{pointer.Detail}, which refers to {reference}")
            : SourceAnswer.Missed(
                answer.Outcome, $"{pointer.Detail} refers to {reference}: {answer.Detail}",
                answer.Remedy ?? $"write the value itself at {pointer.Detail}");
    }

    private bool IsFinal(SourceOutcome outcome) => outcome is SourceOutcome.Denied && mode() is not DevFlowMode.Local;

    private void PassOver(string key, string source, SourceAnswer answer)
    {
        SecretsLog.PassedOver(logger, key, source, answer.Outcome, answer.Detail);
        SecretsTelemetry.Fallback.Add(
            1, new(SecretsTelemetry.SourceTag, source), new(SecretsTelemetry.OutcomeTag, SecretOutcomes.Of(answer.Outcome)));
    }

    private static SourceStep Step(ISecretSource source, SourceAnswer answer) =>
        new(source.Name, answer.Outcome, answer.Detail, answer.Remedy);
}
