namespace DevFlow.Secrets.Vault;

/// <summary>What came of an action.</summary>
/// <param name="State">One of <see cref="IncidentActionStates"/>.</param>
/// <param name="Text">What came of it, or what stands in the way; null for nothing to tell.</param>
public sealed record IncidentOutcome(string State, string? Text)
{
    /// <summary>How long to wait before it is looked at again; null for an end.</summary>
    public TimeSpan? Wait { get; private init; }

    /// <summary>It is done.</summary>
    /// <param name="result">What came of it.</param>
    public static IncidentOutcome Done(string result) => new(IncidentActionStates.Done, result);

    /// <summary>It is on its way.</summary>
    /// <param name="wait">When to look again.</param>
    /// <param name="problem">What stands in the way; null for nothing.</param>
    public static IncidentOutcome Later(TimeSpan wait, string? problem = null) => new(IncidentActionStates.Begun, problem) { Wait = wait };

    /// <summary>A person has to do it.</summary>
    /// <param name="problem">Why.</param>
    public static IncidentOutcome ForPerson(string problem) => new(IncidentActionStates.Person, problem);

    /// <summary>It is given up.</summary>
    /// <param name="problem">Why.</param>
    public static IncidentOutcome GivenUp(string problem) => new(IncidentActionStates.Failed, problem);
}
