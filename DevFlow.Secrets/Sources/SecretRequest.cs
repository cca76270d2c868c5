namespace DevFlow.Secrets;

/// <summary>What is asked of a source.</summary>
/// <param name="Key">The environment key.</param>
/// <param name="Reference">Where 1Password keeps the secret, when that is known.</param>
/// <param name="Entry">What the catalog says of the key, when it is listed.</param>
public sealed record SecretRequest(string Key, SecretReference? Reference, CatalogEntry? Entry);
