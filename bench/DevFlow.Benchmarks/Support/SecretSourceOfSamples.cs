using DevFlow.Secrets;

namespace DevFlow.Benchmarks;

/// <summary>Has the values of <see cref="Sample"/>.</summary>
internal sealed class SecretSourceOfSamples : ISecretSource
{
    private readonly Dictionary<string, string> _values = Sample.Keys.Zip(Sample.Values).ToDictionary(pair => pair.First, pair => pair.Second);

    public string Name => SecretSourceNames.DotEnv;

    public ValueTask<SourceAnswer> AskAsync(SecretRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(
        SourceAnswer.Found(new SecretValue(_values[request.Key], Name, TimeProvider.System.GetUtcNow()), "here"));
}
