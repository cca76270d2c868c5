using DevFlow.KnowledgeHub.Api;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace DevFlow.KnowledgeHub.Reading;

/// <summary>Markdown: its blocks, each as it is written, under the headings that it stands under.</summary>
internal static class MarkdownText
{
    // More than any page has; the parser looks through all that it knows at each.
    private const int MostDefinitions = 5000;

    private static readonly MarkdownPipeline _pipeline = BlocksAlone();

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

    // What stands within a block is kept as it is written: to look for links and marks in it would be work for nothing, and of rows of half a link without an end.
    private static MarkdownPipeline BlocksAlone()
    {
        var builder = new MarkdownPipelineBuilder().UseYamlFrontMatter().UsePreciseSourceLocation();
        builder.InlineParsers.Clear();
        return builder.Build();
    }

    private static MarkdownDocument Parse(string text)
    {
        if (DefinitionsIn(text) > MostDefinitions)
            throw HubException.Invalid($"The Markdown defines more than {MostDefinitions} links ([name]: address). Divide it into parts, or send it as text/plain.");
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

    private static int DefinitionsIn(string text)
    {
        var count = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
            count += line.TrimStart(" >").StartsWith('[') && line.Contains("]:", StringComparison.Ordinal) ? 1 : 0;
        return count;
    }

    private static string Written(string text, Block block)
    {
        var start = Math.Clamp(block.Span.Start, 0, text.Length);
        return text[start..Math.Clamp(block.Span.End + 1, start, text.Length)].Trim();
    }
}
