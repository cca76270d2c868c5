namespace DevFlow.Dashboard.Components.Shared;

internal static class WebAddress
{
    /// <summary>Whether a text that somebody else wrote may become a link: <c>javascript:</c> and its like never do.</summary>
    public static bool IsWeb(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
