namespace DevFlow.Hosting.Dashboard;

/// <summary>Who the application is, and the keys that open the dashboard. They come this way because a command line and an environment can be read.</summary>
/// <param name="Application">The app host's name.</param>
/// <param name="Token">Opens the dashboard in a browser, once.</param>
/// <param name="OtlpKey">Shown by whoever sends telemetry.</param>
/// <param name="Secrets">The secrets that the app host registered.</param>
internal sealed record Welcome(string Application, string Token, string OtlpKey, IReadOnlyList<Local.DashboardSecret> Secrets) : FeedMessage;
