namespace DevFlow.WorkflowEngine.Compliance;

/// <summary>A figure that the platform is held to.</summary>
/// <param name="Id">Its name in documents.</param>
/// <param name="Title">What it measures.</param>
/// <param name="Target">What it should be.</param>
/// <param name="IsCritical">Whether missing it is critical.</param>
/// <param name="Status"><c>met</c>, <c>missed</c>, or <c>no-data</c> when nothing was recorded that could say.</param>
/// <param name="Value">The figure, in the unit of the target; null without data.</param>
/// <param name="Result">The figure in words, with what it was made of.</param>
/// <param name="Query">How it was measured.</param>
internal sealed record ComplianceMetric(string Id, string Title, string Target, bool IsCritical, string Status, double? Value, string Result, string Query)
{
    public const string Met = "met";
    public const string Missed = "missed";
    public const string NoData = "no-data";
}
