namespace DevFlow.Cli.Scanning;

/// <summary>A line of <c>.devflowignore</c>.</summary>
internal sealed class IgnoreLine(int number, IgnorePattern? pattern, string? fingerprint)
{
    public int Number { get; } = number;

    /// <summary>The paths that it ignores; null for a finding.</summary>
    public IgnorePattern? Pattern { get; } = pattern;

    /// <summary>The finding that it ignores; null for paths.</summary>
    public string? Fingerprint { get; } = fingerprint;

    public bool IsUsed { get; set; }
}
