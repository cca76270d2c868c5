using System.Text.Json;
using DevFlow.Secrets;
using ModelContextProtocol.Protocol;

namespace DevFlow.McpGateway.Calls;

/// <summary>The last door: no answer has a value in it, and if one ever had, it would go out as <c>***</c>.</summary>
internal sealed class AnswerMask(SecretScrubber scrubber)
{
    public string Of(string text) => scrubber.Scrub(text);

    public CallToolResult Of(CallToolResult result)
    {
        foreach (var block in result.Content.OfType<TextContentBlock>())
            block.Text = scrubber.Scrub(block.Text);
        // The forms that are looked for are whole characters of a JSON string, and what stands in their place is one too.
        if (result.StructuredContent is { } structured && structured.GetRawText() is var json && scrubber.Contains(json))
            result.StructuredContent = JsonElement.Parse(scrubber.Scrub(json));
        return result;
    }

    public CompleteResult Of(CompleteResult result)
    {
        result.Completion.Values = [.. result.Completion.Values.Select(scrubber.Scrub)];
        return result;
    }

    public ReadResourceResult Of(ReadResourceResult result)
    {
        foreach (var text in result.Contents.OfType<TextResourceContents>())
            text.Text = scrubber.Scrub(text.Text);
        return result;
    }
}
