namespace DevFlow.WorkflowEngine.Compliance;

/// <summary>The answer of <c>GET /api/v1/compliance/{framework}</c>.</summary>
/// <param name="Framework">The framework's name in URLs.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="At">When everything was asked.</param>
/// <param name="Mode">The deployment mode.</param>
/// <param name="Controls">The controls, in the framework's order.</param>
/// <param name="Metrics">The figures that the platform is held to, whatever the framework.</param>
internal sealed record ComplianceReport(
    string Framework, string Title, DateTimeOffset At, string Mode, IReadOnlyList<ComplianceControl> Controls, IReadOnlyList<ComplianceMetric> Metrics);
