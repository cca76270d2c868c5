namespace DevFlow.Secrets;

/// <summary>Ports are ports, and no two services have the same.</summary>
internal static class PortRules
{
    public static IEnumerable<Finding> Check(DevFlowSettings settings)
    {
        var taken = new Dictionary<int, (string Key, string Where)>();
        foreach (var known in DevFlowSettingKeys.Table.Where(k => k.Kind is SettingKind.Port))
        {
            var (value, where) = settings.Find(known.Name);
            if (value is null)
                where = "default";
            if (!known.IsWellFormed(value ?? known.Default!))
            {
                yield return new Finding(
                    FindingSeverity.Error, "port-invalid", where, known.Name,
                    $"{known.Name} is not {known.Expected}", $"write such as {known.Default}");
                continue;
            }

            if (!SettingKey.TryWhole(value ?? known.Default!, out var port) || taken.TryAdd(port, (known.Name, where)))
                continue;
            var (otherKey, otherWhere) = taken[port];
            yield return new Finding(
                FindingSeverity.Error, "port-conflict", value is null ? otherWhere : where, known.Name,
                $"{known.Name} ({where}) and {otherKey} ({otherWhere}) are both {port}", "give one of them another port");
        }
    }
}
