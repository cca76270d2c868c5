namespace DevFlow.WorkflowEngine.Compliance;

/// <summary>A control and what is asked for it.</summary>
/// <param name="Id">Its name in URLs and documents.</param>
/// <param name="Title">What it demands.</param>
/// <param name="Probes">What is asked.</param>
internal sealed record Control(string Id, string Title, params IReadOnlyList<IProbe> Probes);
