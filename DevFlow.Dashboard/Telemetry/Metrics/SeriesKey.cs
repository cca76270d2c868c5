namespace DevFlow.Dashboard.Telemetry;

/// <summary>What tells the series of an instrument apart: the process, and the attributes in whatever order they came.</summary>
internal sealed class SeriesKey : IEquatable<SeriesKey>
{
    private readonly int _hash;

    public SeriesKey(string instance, IReadOnlyList<Field> fields)
    {
        Instance = instance;
        Fields = [.. fields];
        Array.Sort(Fields, (one, other) => string.CompareOrdinal(one.Name, other.Name));
        var hash = new HashCode();
        hash.Add(instance, StringComparer.Ordinal);
        foreach (var field in Fields)
            hash.Add(field);
        _hash = hash.ToHashCode();
    }

    public string Instance { get; }

    public Field[] Fields { get; }

    public bool Equals(SeriesKey? other) => other is not null && _hash == other._hash && Instance == other.Instance && Fields.AsSpan().SequenceEqual(other.Fields);

    public override bool Equals(object? obj) => Equals(obj as SeriesKey);

    public override int GetHashCode() => _hash;
}
