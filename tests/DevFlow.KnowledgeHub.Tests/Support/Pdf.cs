using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace DevFlow.KnowledgeHub.Tests.Support;

internal static class Pdf
{
    /// <summary>A PDF with a line of text on each page.</summary>
    public static byte[] Of(params string[] pages)
    {
        using var pdf = new PdfDocumentBuilder();
        var font = pdf.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var text in pages)
        {
            var page = pdf.AddPage(PageSize.A4);
            if (text.Length > 0)
                page.AddText(text, 12, new PdfPoint(50, 700), font);
        }

        return pdf.Build();
    }
}
