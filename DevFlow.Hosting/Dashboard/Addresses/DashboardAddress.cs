namespace DevFlow.Hosting.Dashboard;

/// <summary>Where the dashboard listens, on this machine alone.</summary>
/// <param name="Setting">The setting that chooses the port, as errors name it.</param>
/// <param name="Port">The port; 0 for any.</param>
internal sealed record DashboardAddress(string Setting, int Port)
{
    public string Url => $"http://localhost:{Port}";
}
