namespace DevFlow.Hosting.Dashboard;

/// <summary>It listens, on all of its addresses.</summary>
internal sealed record DashboardReady : DashboardMessage;
