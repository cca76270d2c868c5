namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The parts of connection strings.</summary>
internal static class ConnectionProperties
{
    /// <summary>The parts of a resource, some of them replaced where they stand, others added at the end.</summary>
    public static IEnumerable<KeyValuePair<string, ReferenceExpression>> With(
        this IEnumerable<KeyValuePair<string, ReferenceExpression>> properties, params IReadOnlyList<KeyValuePair<string, ReferenceExpression>> others)
    {
        var all = properties.ToList();
        foreach (var other in others)
        {
            var index = all.FindIndex(property => string.Equals(property.Key, other.Key, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
                all.Add(other);
            else
                all[index] = other;
        }

        return all;
    }
}
