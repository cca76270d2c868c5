namespace DevFlow.Secrets.Vault;

/// <summary>How far a run of a rotation is.</summary>
public static class RotationStates
{
    /// <summary>On its way to the new value; the one before is in force.</summary>
    public const string Running = "running";

    /// <summary>The new value is in force, and the one before is accepted beside it.</summary>
    public const string Overlap = "overlap";

    /// <summary>On its way back to the value of before.</summary>
    public const string RollingBack = "rolling-back";

    /// <summary>
    /// The value of before works no more, and another one is given to a person alone. Nobody is asked any more; the run ends when a person has put a new value
    /// where the secret lives.
    /// </summary>
    public const string NeedsPerson = "needs-person";

    /// <summary>Ended: the new value is in force, and the one before is retired.</summary>
    public const string Finished = "finished";

    /// <summary>Ended: the value of before is in force, and the candidate is gone.</summary>
    public const string RolledBack = "rolled-back";

    /// <summary>Ended before anything was touched.</summary>
    public const string Failed = "failed";
}
