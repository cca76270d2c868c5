namespace DevFlow.KnowledgeHub.Reading;

/// <summary>A piece of a document that belongs together: a paragraph, a list, a table's row, a block of code.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Heading">The headings that it stands under, from the outermost; empty where there are none.</param>
/// <param name="Page">Its page, from 1, in a document that has pages.</param>
/// <param name="Line">Its first line, from 1, in a document that has lines.</param>
internal sealed record Passage(string Text, string Heading = "", int? Page = null, int? Line = null)
{
    /// <summary>Where it is, for people.</summary>
    public string Place => string.Join(", ", ((string?[])[Heading is "" ? null : Heading, Page is null ? null : $"page {Page}", Line is null ? null : $"line {Line}"]).OfType<string>());
}
