namespace DevFlow.Secrets.Vault;

/// <summary>
/// What a rotator has to know again in a later step beside the two values, such as the id that a provider gave to a key. Kept, sealed as the values are,
/// when the step succeeds, and gone with the run.
/// </summary>
/// <param name="known">What earlier steps kept.</param>
public sealed class RotationNotes(IReadOnlyDictionary<string, string> known)
{
    private readonly Dictionary<string, string> _added = new(StringComparer.Ordinal);

    /// <summary>None yet.</summary>
    public RotationNotes()
        : this(new Dictionary<string, string>(StringComparer.Ordinal))
    {
    }

    /// <summary>What is to be kept when the step has succeeded.</summary>
    internal IReadOnlyDictionary<string, string> Added => _added;

    /// <summary>What was kept; null for nothing.</summary>
    /// <param name="name">Its name.</param>
    public string? Find(string name) => _added.GetValueOrDefault(name) ?? known.GetValueOrDefault(name);

    /// <summary>Keeps a text for the steps to come.</summary>
    /// <param name="name">Lower-case letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, up to 60; each once in a run.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="InvalidOperationException">An earlier step kept one of that name.</exception>
    public void Keep(string name, string text)
    {
        if (known.ContainsKey(name))
            throw new InvalidOperationException($"'{name}' is kept already.");
        _added[name] = text;
    }
}
