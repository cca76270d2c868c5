namespace DevFlow.Dashboard.Telemetry;

/// <summary>How much each service has in a store.</summary>
internal sealed class ServiceTally
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Those that have something, in order of name.</summary>
    public IReadOnlyList<string> Services => [.. _counts.Keys.Order(StringComparer.Ordinal)];

    public void Add(string service, int change)
    {
        var count = _counts.GetValueOrDefault(service) + change;
        if (count == 0)
            _counts.Remove(service);
        else
            _counts[service] = count;
    }

    public void Clear() => _counts.Clear();
}
