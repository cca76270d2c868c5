namespace DevFlow.ConnectEmulator;

/// <summary>A rule that is set, with what is left of it and, for a lagging replica, what that replica knows.</summary>
internal sealed class ActiveFault(FaultRule rule, VaultState? replica)
{
    public FaultRule Rule { get; set; } = rule;

    public VaultState? Replica => replica;

    /// <summary>Whether the request goes no further.</summary>
    public bool IsFinal => Rule.Kind is FaultKind.Drop or FaultKind.Unauthorized or FaultKind.Forbidden or FaultKind.Status or FaultKind.Html;

    public bool Matches(string method, string path) =>
        (Rule.Method is null || Rule.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (Rule.Path is null || path.Contains(Rule.Path, StringComparison.Ordinal))
        && (Rule.Kind != FaultKind.Stale || HttpMethods.IsGet(method));
}
