using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace DevFlow.KnowledgeHub.Reading;

/// <summary>HTML: what a reader of the page reads, without scripts, styles and what is not shown. Nothing that the page names is fetched.</summary>
internal static class HtmlText
{
    private static readonly HashSet<string> _unread = new(["script", "style", "template", "noscript", "head", "svg", "iframe", "object", "nav"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> _blocks = new(
        ["address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
            "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"],
        StringComparer.OrdinalIgnoreCase);

    public static DocumentText Read(string text)
    {
        HtmlDepth.Check(text);
        var parser = new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = true, IsScripting = false });
        using var document = parser.ParseDocument(text);
        var writer = new HtmlPassages();
        Walk(document.DocumentElement, writer);
        writer.End();
        return new(Collapsed(document.Title) is { Length: > 0 } title ? title : writer.FirstHeading, writer.Passages, text);
    }

    /// <summary>White space as a browser shows it: one space.</summary>
    public static string Collapsed(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // By hand and not by recursion: a page may nest as deep as its author likes. By numbers: a node that is asked for the next one looks for itself among all of its parent's.
    private static void Walk(IElement root, HtmlPassages writer)
    {
        var open = new Stack<(INode Node, int Next)>();
        Open(root);
        while (open.TryPop(out var top))
        {
            if (top.Next == top.Node.ChildNodes.Length)
            {
                Leave(top.Node, writer);
                continue;
            }

            open.Push((top.Node, top.Next + 1));
            Open(top.Node.ChildNodes[top.Next]);
        }

        void Open(INode node)
        {
            if (node is IElement element && _unread.Contains(element.LocalName))
                return;
            Enter(node, writer);
            open.Push((node, 0));
        }
    }

    private static void Enter(INode node, HtmlPassages writer)
    {
        switch (node)
        {
            case IText text:
                writer.Write(text.Data);
                break;
            case IHtmlBreakRowElement:
                writer.Write("\n");
                break;
            case IElement { LocalName: "td" or "th" }:
                writer.Write(" | ");
                break;
            case IElement element when _blocks.Contains(element.LocalName):
                writer.Begin(element.LocalName, element.SourceReference?.Position.Line);
                break;
        }
    }

    private static void Leave(INode node, HtmlPassages writer)
    {
        if (node is IElement element && _blocks.Contains(element.LocalName))
            writer.End();
    }
}
