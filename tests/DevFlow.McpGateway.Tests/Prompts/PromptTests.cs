using System.Text.RegularExpressions;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace DevFlow.McpGateway.Tests.Prompts;

[Collection(PlatformCollection.Name)]
public sealed partial class PromptTests(SharedPlatform platform)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_work_that_comes_up_again_and_again_is_described_with_the_tools_and_pages_that_there_are()
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("anna"));
        var tools = (await client.ListToolsAsync(cancellationToken: Cancel)).Select(tool => tool.Name).ToHashSet(StringComparer.Ordinal);
        var pages = (await client.ListResourcesAsync(cancellationToken: Cancel)).Select(resource => resource.Uri).ToHashSet(StringComparer.Ordinal);

        var prompts = await client.ListPromptsAsync(cancellationToken: Cancel);

        Assert.Equal(["investigate_access", "onboard_service", "prepare_breach", "rotate_safely"], prompts.Select(prompt => prompt.Name).Order(StringComparer.Ordinal));
        foreach (var prompt in prompts)
        {
            var required = prompt.ProtocolPrompt.Arguments!.Where(argument => argument.Required is true).ToDictionary(argument => argument.Name, _ => (object?)"MARKED", StringComparer.Ordinal);
            var text = TextOf(await prompt.GetAsync(required, cancellationToken: Cancel));
            Assert.Contains("MARKED", text, StringComparison.Ordinal);
            Assert.All(ToolLike().Matches(text).Select(match => match.Value).Where(word => word != "used_by"), word => Assert.Contains(word, tools));
            Assert.All(PageLike().Matches(text).Select(match => match.Value), page => Assert.Contains(page, pages));
        }
    }

    [Fact]
    public async Task A_prompt_that_is_not_there_or_lacks_what_it_needs_is_an_error()
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("anna"));

        await Assert.ThrowsAnyAsync<McpException>(async () => await client.GetPromptAsync("make_coffee", cancellationToken: Cancel));
        await Assert.ThrowsAnyAsync<McpException>(async () => await client.GetPromptAsync("rotate_safely", cancellationToken: Cancel));
    }

    private static string TextOf(GetPromptResult result) => string.Concat(result.Messages.Select(message => message.Content).OfType<TextContentBlock>().Select(block => block.Text));

    [GeneratedRegex(@"\b[a-z]+_[a-z_]+\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ToolLike();

    [GeneratedRegex(@"devflow://docs/[a-z-]+\.md", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PageLike();
}
