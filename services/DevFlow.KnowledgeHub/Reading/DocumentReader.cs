using DevFlow.KnowledgeHub.Api;

namespace DevFlow.KnowledgeHub.Reading;

/// <summary>Reads a document of any kind that is known.</summary>
internal static class DocumentReader
{
    /// <exception cref="HubException">It is empty, broken, or of another encoding than it says.</exception>
    public static DocumentText Read(string mediaType, string? charset, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
            throw HubException.Invalid("The document is empty.");
        var text = mediaType switch
        {
            MediaTypes.Pdf => PdfText.Read(bytes),
            MediaTypes.Html => HtmlText.Read(TextDecoding.Decode(bytes, charset)),
            MediaTypes.Markdown => MarkdownText.Read(TextDecoding.Decode(bytes, charset)),
            _ => PlainText.Read(TextDecoding.Decode(bytes, charset)),
        };
        List<Passage> seen = [.. text.Passages.Select(passage => passage with { Text = InvisibleText.Without(passage.Text), Heading = InvisibleText.Without(passage.Heading) })
            .Where(passage => !string.IsNullOrWhiteSpace(passage.Text))];
        return seen.Count > 0
            ? text with { Title = text.Title is null ? null : InvisibleText.Without(text.Title), Passages = seen }
            : throw HubException.Invalid("The document holds no text.");
    }
}
