namespace DevFlow.WorkflowEngine.Compliance;

/// <summary>A control of a framework, with what speaks for and against it now.</summary>
/// <param name="Id">Its name in URLs and documents.</param>
/// <param name="Title">What it demands.</param>
/// <param name="Status"><c>met</c> when all evidence holds, else <c>gap</c>.</param>
/// <param name="Evidence">What was asked, and what came of it.</param>
internal sealed record ComplianceControl(string Id, string Title, string Status, IReadOnlyList<Evidence> Evidence)
{
    public const string Met = "met";
    public const string Gap = "gap";

    public static ComplianceControl Of(Control control, IReadOnlyList<Evidence> evidence) =>
        new(control.Id, control.Title, evidence.All(one => one.Holds is not false) ? Met : Gap, evidence);
}
