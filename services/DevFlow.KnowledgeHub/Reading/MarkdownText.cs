using DevFlow.KnowledgeHub.Api;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace DevFlow.KnowledgeHub.Reading;

/// <summary>Markdown: its blocks, each as it is written, under the headings that it stands under.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseYamlFrontMatter().UsePreciseSourceLocation().Build();

    public static DocumentText Read(string text)
    {
        var headings = new Headings();
        List<Passage> passages = [];
        string? title = null;
        foreach (var block in Parse(text))
        {
            var written = Written(text, block);
            if (block is HeadingBlock heading)
            {
                var name = written.TrimStart('#').Split('\n')[0].TrimEnd('#', ' ').Trim();
                headings.Enter(heading.Level, name);
                title ??= name is "" ? null : name;
            }
            else if (written.Length > 0 && block is not (ThematicBreakBlock or LinkReferenceDefinitionGroup or YamlFrontMatterBlock))
            {
                passages.Add(new Passage(written, headings.Path, Line: block.Line + 1));
            }
        }

        return new(title, passages, text);
    }

    private static MarkdownDocument Parse(string text)
    {
        try
        {
            return Markdown.Parse(text, _pipeline);
        }
        catch (ArgumentException)
        {
            // Its way to say that it nests deeper than it will go.
            throw HubException.Invalid("The Markdown nests deeper than anybody writes: look for long rows of >, - or [. Send it as text/plain.");
        }
    }

    private static string Written(string text, Block block)
    {
        var start = Math.Clamp(block.Span.Start, 0, text.Length);
        return text[start..Math.Clamp(block.Span.End + 1, start, text.Length)].Trim();
    }
}
