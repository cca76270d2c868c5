namespace DevFlow.Secrets;

/// <summary>One place that may hold secrets. The resolver asks its sources in order and stops at the first value.</summary>
public interface ISecretSource
{
    /// <summary>The name under which the source appears; see <see cref="SecretSourceNames"/>.</summary>
    string Name { get; }

    /// <summary>Asks for one secret. A miss is an answer, not an exception.</summary>
    ValueTask<SourceAnswer> AskAsync(SecretRequest request, CancellationToken cancellationToken);
}
