namespace DevFlow.Hosting.Dashboard;

/// <param name="Name">The endpoint's name.</param>
/// <param name="Url">Its address.</param>
/// <param name="IsLink">Whether a browser can open it.</param>
internal sealed record UrlView(string Name, string Url, bool IsLink);
