using DevFlow.KnowledgeHub.Api;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using UglyToad.PdfPig.Exceptions;

namespace DevFlow.KnowledgeHub.Reading;

/// <summary>The text of a PDF, page by page.</summary>
internal static class PdfText
{
    public static DocumentText Read(ReadOnlyMemory<byte> bytes)
    {
        var (title, passages) = Extract(bytes.ToArray());
        return passages.Count > 0
            ? new(title, passages, Source: null)
            : throw HubException.Invalid("The PDF holds no text: its pages are pictures, as a scanner makes them. Send one in which text was recognised.");
    }

    private static (string? Title, List<Passage> Passages) Extract(byte[] bytes)
    {
        try
        {
            using var pdf = PdfDocument.Open(bytes, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
            List<Passage> passages = [];
            var length = 0;
            foreach (var page in pdf.GetPages())
            {
                var text = ContentOrderTextExtractor.GetText(page, addDoubleNewline: true);
                if ((length += text.Length) > DocumentLimits.MaxCharacters)
                    throw HubException.TooLarge($"The PDF holds more than {DocumentLimits.MaxCharacters:N0} characters of text. Divide it into parts.");
                passages.AddRange(PlainText.Read(text).Passages.Select(passage => passage with { Page = page.Number, Line = null }));
            }

            return (pdf.Information.Title is { Length: > 0 } title ? title : null, passages);
        }
        catch (PdfDocumentEncryptedException)
        {
            throw HubException.Invalid("The PDF is locked with a password. Send one without.");
        }
#pragma warning disable CA1031 // What a broken file makes of a parser is of many kinds; their messages may quote the file.
        catch (Exception fault) when (fault is not HubException)
#pragma warning restore CA1031
        {
            throw HubException.Invalid($"The PDF cannot be read: it is broken, or cut off ({fault.GetType().Name}).");
        }
    }
}
