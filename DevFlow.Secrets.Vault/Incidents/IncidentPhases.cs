namespace DevFlow.Secrets.Vault;

/// <summary>In which order actions are done: those of a phase wait for those of the one before.</summary>
public static class IncidentPhases
{
    /// <summary>What may be in wrong hands is taken away.</summary>
    public const int Contain = 1;

    /// <summary>When the engine has done that: nobody goes on with a copy, and nothing came back meanwhile.</summary>
    public const int Assure = 2;

    /// <summary>When the incident is closed.</summary>
    public const int Tell = 3;
}
