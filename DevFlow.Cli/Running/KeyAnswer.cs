namespace DevFlow.Cli.Running;

/// <summary>What became of one key: a value, a problem, or neither, where nobody sets it. No record: its text would show the value.</summary>
internal sealed class KeyAnswer(string key)
{
    public string Key => key;

    public string? Value { get; init; }

    /// <summary>Whether the value was fetched by a reference.</summary>
    public bool IsReferred { get; init; }

    /// <summary>Why there is no value, though there ought to be.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Whether the program can do without what could not be had.</summary>
    public bool IsOptional { get; init; }
}
