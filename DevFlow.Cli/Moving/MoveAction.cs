namespace DevFlow.Cli.Moving;

/// <summary>What is planned for a key.</summary>
internal enum MoveAction
{
    /// <summary>The target has none, and gets it.</summary>
    Create,

    /// <summary>The target has another value, which is replaced because that was asked for.</summary>
    Replace,

    /// <summary>The target has this very value.</summary>
    Equal,

    /// <summary>The target has another value, and keeps it.</summary>
    Keep,

    /// <summary>It is nothing that could be moved: an example, a reference, an empty value.</summary>
    LeaveOut,

    /// <summary>It should be moved and cannot be.</summary>
    Cannot,
}
