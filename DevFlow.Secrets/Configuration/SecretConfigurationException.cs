namespace DevFlow.Secrets;

/// <summary>Entries of the catalog cannot be brought into the configuration; the message lists all of them.</summary>
public sealed class SecretConfigurationException : Exception
{
    internal SecretConfigurationException(IReadOnlyList<Exception> refusals)
        : base("The configuration is not complete:\n  " + string.Join("\n  ", refusals.Select(refusal => refusal.Message)), refusals[0]) =>
        Keys = [.. refusals.OfType<SecretRefusedException>().Select(refusal => refusal.Key)];

    /// <summary>The environment keys of the entries that were refused.</summary>
    public IReadOnlyList<string> Keys { get; }
}
