namespace DevFlow.Hosting.Dashboard;

/// <summary>A resource as a person sees it. Whatever is secret was left out before this was made.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Kind">The kind in one word, such as Project.</param>
internal sealed record ResourceView(string Name, string Kind)
{
    /// <summary>One of the known states, such as Running; empty before it was first told.</summary>
    public string State { get; init; } = "";

    /// <summary>Why it is in its state, for a person.</summary>
    public string? Reason { get; init; }

    /// <summary>Healthy, Degraded, Unhealthy; null while it does not run.</summary>
    public string? Health { get; init; }

    public IReadOnlyList<HealthView> HealthReports { get; init; } = [];

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Stopped { get; init; }

    public int? ExitCode { get; init; }

    /// <summary>How often it was started again in its present row of restarts.</summary>
    public int Restarts { get; init; }

    public int? ProcessId { get; init; }

    /// <summary>What runs: a project's path, an image, a command.</summary>
    public string? Source { get; init; }

    public IReadOnlyList<UrlView> Urls { get; init; } = [];

    public IReadOnlyList<VariableView> Environment { get; init; } = [];

    public IReadOnlyList<CommandView> Commands { get; init; } = [];

    /// <summary>The resources that it refers to, waits for, or belongs to.</summary>
    public IReadOnlyList<RelationView> Relations { get; init; } = [];
}
