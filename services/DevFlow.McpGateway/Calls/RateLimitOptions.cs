namespace DevFlow.McpGateway.Calls;

/// <summary>How often one caller may call: the section <c>RateLimits</c> of the configuration.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>How many requests may come at once. Default 120.</summary>
    public int Burst { get; set; } = 120;

    /// <summary>How many more may come with each second. Default 5.</summary>
    public int PerSecond { get; set; } = 5;

    /// <summary>How often a minute each tool that changes something may be called. Default 20.</summary>
    public int ChangesPerMinute { get; set; } = 20;
}
