namespace DevFlow.ConnectEmulator;

/// <summary>Tells the first bearer of a name from the second, so that both get an id that is theirs at every start.</summary>
internal sealed class Occurrences
{
    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);

    public string Next(params ReadOnlySpan<string> names)
    {
        var key = string.Join('\0', names!);
        _seen[key] = _seen.GetValueOrDefault(key) + 1;
        return $"{_seen[key]}";
    }
}
