namespace DevFlow.KnowledgeHub.Reading;

/// <summary>The kinds of documents that are read.</summary>
internal static class MediaTypes
{
    public const string Text = "text/plain";
    public const string Markdown = "text/markdown";
    public const string Html = "text/html";
    public const string Pdf = "application/pdf";

    public static string All => $"{Text}, {Markdown}, {Html}, {Pdf}";

    /// <summary>One of those above; null when it is another. A browser that does not know a file's kind says <c>application/octet-stream</c>: then its name tells.</summary>
    public static string? Of(string? said, string? fileName) => said?.ToLowerInvariant() switch
    {
        Text => Path.GetExtension(fileName)?.ToLowerInvariant() is ".md" ? Markdown : Text,
        Markdown or "text/x-markdown" => Markdown,
        Html or "application/xhtml+xml" => Html,
        Pdf => Pdf,
        null or "" or "application/octet-stream" => Path.GetExtension(fileName)?.ToLowerInvariant() switch
        {
            ".txt" => Text,
            ".md" or ".markdown" => Markdown,
            ".html" or ".htm" => Html,
            ".pdf" => Pdf,
            _ => null,
        },
        _ => null,
    };
}
