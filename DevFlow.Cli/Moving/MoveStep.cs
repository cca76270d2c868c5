using DevFlow.Secrets;

namespace DevFlow.Cli.Moving;

/// <summary>One key of a plan, and what became of it.</summary>
/// <param name="candidate">What is to be moved.</param>
/// <param name="to">Where it goes; null when it has no place there.</param>
internal sealed class MoveStep(MoveCandidate candidate, string? to)
{
    public string Key => candidate.Key;

    public string From => candidate.From;

    public string? To => to;

    public SecretValue? Value => candidate.Value;

    /// <summary>What is planned; found out anew right before it is done.</summary>
    public required MoveAction Action { get; set; }

    /// <summary>Why it is left out, or cannot be moved, or was not.</summary>
    public SecretStoreException? Problem { get; set; }

    public MoveResult Result { get; set; }

    /// <summary>Whether it was taken out of the source.</summary>
    public bool IsRemoved { get; set; }

    public bool IsToDo => Action is MoveAction.Create or MoveAction.Replace;

    /// <summary>Whether the target is known to have the value.</summary>
    public bool IsThere => Action is MoveAction.Equal || Result is MoveResult.Moved;
}
