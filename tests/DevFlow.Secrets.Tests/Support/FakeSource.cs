namespace DevFlow.Secrets.Tests;

/// <summary>A source that answers what it is told and counts how often it was asked.</summary>
internal sealed class FakeSource(string name, Func<SecretRequest, SourceAnswer> answer) : ISecretSource
{
    public string Name => name;

    public List<SecretRequest> Asked { get; } = [];

    public static FakeSource With(string name, string value, string detail = "here") =>
        new(name, _ => SourceAnswer.Found(new SecretValue(value, name, TimeProvider.System.GetUtcNow()), detail));

    public static FakeSource Missing(string name, SourceOutcome outcome = SourceOutcome.NotFound, string? remedy = "set it") =>
        new(name, _ => SourceAnswer.Missed(outcome, $"{name} said {outcome}", remedy));

    public ValueTask<SourceAnswer> AskAsync(SecretRequest request, CancellationToken cancellationToken)
    {
        Asked.Add(request);
        return ValueTask.FromResult(answer(request));
    }
}
