namespace DevFlow.KnowledgeHub.Ingestion;

/// <summary>How often one caller may send documents: the section <c>RateLimits</c> of the configuration.</summary>
internal sealed class IngestionLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>How many may come at once. Default 120.</summary>
    public int Burst { get; set; } = 120;

    /// <summary>How many more may come with each second. Default 5.</summary>
    public int PerSecond { get; set; } = 5;
}
