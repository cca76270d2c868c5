namespace DevFlow.Secrets;

/// <summary>One place that may hold secrets. The resolver asks its sources in order and stops at the first value.</summary>
public interface ISecretSource
{
    /// <summary>The name under which the source appears; see <see cref="SecretSourceNames"/>.</summary>
    string Name { get; }

    /// <summary>Asks for one secret. A miss is an answer, not an exception.</summary>
    ValueTask<SourceAnswer> AskAsync(SecretRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Fetches what many requests refer to in as few calls as the source can, so that asking for each afterwards costs nothing.
    /// What cannot be fetched is said when it is asked for. By default nothing happens.
    /// </summary>
    /// <param name="requests">What is about to be asked for; each has a reference.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask PreloadAsync(IReadOnlyList<SecretRequest> requests, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Learns that a secret has changed, and drops what it remembers of it. By default nothing happens.</summary>
    /// <param name="invalidation">What has changed.</param>
    void Invalidate(SecretInvalidation invalidation)
    {
    }
}
