namespace DevFlow.Secrets;

/// <summary>
/// A source refused to tell a secret. Outside local mode that ends the resolution: a revoked token must not be papered over
/// by an old copy of the value in another source.
/// </summary>
/// <param name="key">The environment key asked for.</param>
/// <param name="step">What the source said.</param>
public sealed class SecretAccessDeniedException(string key, SourceStep step) : SecretRefusedException(
    key, step,
    $"Access to secret '{key}' was denied by {step?.Source}: {WithRemedy(step!)}. Other sources are not asked outside local mode.");
