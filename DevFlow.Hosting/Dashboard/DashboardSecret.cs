namespace DevFlow.Hosting.Local;

/// <summary>A secret that the application knows, as the dashboard lists it: what it is and where it comes from, never its value.</summary>
/// <param name="Key">The name that it is asked by, as the telemetry's <c>secret.key</c> has it.</param>
/// <param name="Tier">Whose it is, in one word, such as <c>system</c>.</param>
public sealed record DashboardSecret(string Key, string Tier)
{
    /// <summary>Where it is kept, such as <c>op://vault/item/field</c>; null when it is kept nowhere in particular.</summary>
    public string? Reference { get; init; }

    /// <summary>What it is for, in one line.</summary>
    public string? Description { get; init; }

    /// <summary>Whether its value is to be kept secret. Default true; false for an address or a client's id.</summary>
    public bool IsSecret { get; init; } = true;

    /// <summary>Whether the application cannot run without it. Default false.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The resources that are said to read it.</summary>
    public IReadOnlyList<string> UsedBy { get; init; } = [];
}
