namespace DevFlow.McpGateway.Commands;

/// <summary>A program that an agent may have run. Which one, and with what, is written by a person; an agent names it.</summary>
internal sealed record AgentCommand
{
    /// <summary>What an agent calls it: lower-case letters, digits and dashes.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it does.</summary>
    public string Description { get; init; } = "";

    /// <summary>The program and its arguments.</summary>
    public IList<string> Argv { get; init; } = [];

    /// <summary>The keys that it is given in its environment.</summary>
    public IList<string> Secrets { get; init; } = [];

    /// <summary>Whether members may have it run, not administrators alone.</summary>
    public bool Members { get; init; }

    /// <summary>After how many seconds it is ended. Default 60, at most 600.</summary>
    public int TimeoutSeconds { get; init; } = 60;

    /// <summary>How many bytes of each of its two outputs are kept. Default 65536, at most 1048576.</summary>
    public int OutputBytes { get; init; } = 64 * 1024;
}
