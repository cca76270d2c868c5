namespace DevFlow.Hosting.Dashboard;

/// <param name="Name">The variable.</param>
/// <param name="Value">Its value; null when it is secret.</param>
internal sealed record VariableView(string Name, string? Value);
