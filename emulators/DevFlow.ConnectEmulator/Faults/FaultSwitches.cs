namespace DevFlow.ConnectEmulator;

/// <summary>
/// The faults that are set. All rules that fit a request act on it, in the order in which they were set, up to the first that ends it.
/// Safe to use from any thread.
/// </summary>
public sealed class FaultSwitches
{
    private readonly Lock _lock = new();
    private readonly Func<VaultState> _now;
    private readonly List<ActiveFault> _active = [];

    internal FaultSwitches(Func<VaultState> now) => _now = now;

    /// <summary>The rules that are set, with as many <see cref="FaultRule.Times"/> as are left.</summary>
    public IReadOnlyList<FaultRule> All
    {
        get
        {
            lock (_lock)
                return [.. _active.Select(fault => fault.Rule)];
        }
    }

    /// <summary>Sets a rule behind those that are set.</summary>
    /// <param name="rule">The rule.</param>
    /// <exception cref="ArgumentException">The rule lacks what its kind needs; the message names it.</exception>
    public void Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (rule.FaultInRule() is { } fault)
            throw new ArgumentException(fault, nameof(rule));
        lock (_lock)
            _active.Add(new ActiveFault(rule, rule.Kind == FaultKind.Stale ? _now() : null));
    }

    /// <summary>Takes all rules away.</summary>
    public void Clear()
    {
        lock (_lock)
            _active.Clear();
    }

    /// <summary>The faults for one request, which count as used.</summary>
    internal IReadOnlyList<ActiveFault> Take(string method, string path)
    {
        lock (_lock)
        {
            var taken = new List<ActiveFault>();
            foreach (var fault in _active)
            {
                if (!fault.Matches(method, path))
                    continue;
                taken.Add(fault);
                if (fault.IsFinal)
                    break;
            }

            foreach (var fault in taken.Where(fault => fault.Rule.Times is not null))
                fault.Rule = fault.Rule with { Times = fault.Rule.Times - 1 };
            _active.RemoveAll(fault => fault.Rule.Times == 0);
            return taken;
        }
    }
}
