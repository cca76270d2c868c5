namespace DevFlow.Hosting.Dashboard;

/// <summary>How a resource was started last, without what is secret.</summary>
/// <param name="Environment">What the model gave it; what it inherited from the host is not told.</param>
/// <param name="Arguments">Its arguments in one line.</param>
internal sealed record LaunchView(IReadOnlyList<VariableView> Environment, string Arguments);
