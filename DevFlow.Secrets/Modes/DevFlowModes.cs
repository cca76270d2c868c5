namespace DevFlow.Secrets;

/// <summary>The modes by the names that <c>DEVFLOW_MODE</c> and the catalog use.</summary>
public static class DevFlowModes
{
    private static readonly (DevFlowMode Mode, string Name)[] _names =
    [
        (DevFlowMode.Local, "local"),
        (DevFlowMode.Hybrid, "hybrid"),
        (DevFlowMode.SaaS, "saas"),
        (DevFlowMode.OnPrem, "onprem"),
    ];

    /// <summary>The four names, for messages: <c>local, hybrid, saas, onprem</c>.</summary>
    public static string Names { get; } = string.Join(", ", _names.Select(n => n.Name));

    /// <summary>Reads a mode's name, in any case.</summary>
    /// <param name="text">The name.</param>
    /// <param name="mode">The mode.</param>
    public static bool TryParse(string? text, out DevFlowMode mode)
    {
        foreach (var (candidate, name) in _names)
        {
            if (name.Equals(text?.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                mode = candidate;
                return true;
            }
        }

        mode = default;
        return false;
    }

    /// <summary>The mode's name.</summary>
    /// <param name="mode">The mode.</param>
    public static string Name(DevFlowMode mode) => Array.Find(_names, n => n.Mode == mode).Name;
}
