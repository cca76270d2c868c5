namespace DevFlow.Secrets.Vault;

/// <summary>What a member of a project may do.</summary>
public static class ProjectRoles
{
    /// <summary>Reads secrets.</summary>
    public const string Viewer = "viewer";

    /// <summary>Reads and writes secrets.</summary>
    public const string Editor = "editor";

    /// <summary>Does that too, and says who else is a member.</summary>
    public const string Admin = "admin";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Viewer, Editor, Admin];
}
