namespace DevFlow.Secrets.Vault;

/// <summary>How far an action is.</summary>
public static class IncidentActionStates
{
    /// <summary>The engine will do it.</summary>
    public const string Planned = "planned";

    /// <summary>The engine is at it; it stood here before anything was touched.</summary>
    public const string Begun = "begun";

    /// <summary>A person has to do it, and says when it is done.</summary>
    public const string Person = "person";

    /// <summary>It is done.</summary>
    public const string Done = "done";

    /// <summary>It was given up; a notice alone can be.</summary>
    public const string Failed = "failed";
}
