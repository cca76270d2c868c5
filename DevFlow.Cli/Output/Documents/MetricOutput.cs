namespace DevFlow.Cli.Output;

internal sealed record MetricOutput(string Id, string Title, string Target, bool IsCritical, string Status, double? Value, string Result, string Query)
{
    /// <summary>The figure that only this side can measure: the repository is here.</summary>
    public const string GitHistory = "secrets-in-git";
}
