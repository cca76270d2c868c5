namespace DevFlow.Hosting.Dashboard;

/// <summary>Values that the application knows to be secret beside those of its parameters.</summary>
internal sealed record DashboardMask(Func<IEnumerable<string>> Values);
