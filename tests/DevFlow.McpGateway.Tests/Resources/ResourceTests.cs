using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace DevFlow.McpGateway.Tests.Resources;

[Collection(PlatformCollection.Name)]
public sealed class ResourceTests(SharedPlatform platform)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_pages_of_the_documentation_are_there_to_be_read()
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("anna"));

        var resources = await client.ListResourcesAsync(cancellationToken: Cancel);

        Assert.Equal(
            Directory.GetFiles(Path.Combine(Engine.Repository, "docs"), "*.md").Select(file => $"devflow://docs/{Path.GetFileName(file)}").Order(StringComparer.Ordinal),
            resources.Select(resource => resource.Uri).Order(StringComparer.Ordinal));
        var page = resources.Single(resource => resource.Uri == "devflow://docs/mcp.md");
        Assert.Equal(("Agents: the MCP Gateway", "text/markdown"), (page.Title, page.MimeType));
        Assert.StartsWith("# Agents: the MCP Gateway", TextOf(await page.ReadAsync(cancellationToken: Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_reads_what_speaks_for_the_platform_and_a_member_does_not()
    {
        await using var root = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("root", isAdmin: true));
        await using var anna = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("anna"));

        Assert.Equal("devflow://compliance/{framework}", Assert.Single(await root.ListResourceTemplatesAsync(cancellationToken: Cancel)).UriTemplate);
        var report = JsonElement.Parse(TextOf(await root.ReadResourceAsync("devflow://compliance/soc2", cancellationToken: Cancel)));
        Assert.Equal("soc2", report.Text("framework"));
        Assert.NotEmpty(report.GetProperty("controls").EnumerateArray());

        var refused = await Assert.ThrowsAnyAsync<McpException>(async () => await anna.ReadResourceAsync("devflow://compliance/soc2", cancellationToken: Cancel));
        Assert.Contains("does not let you", refused.Message, StringComparison.Ordinal);
        var unknown = await Assert.ThrowsAnyAsync<McpException>(async () => await root.ReadResourceAsync("devflow://compliance/iso", cancellationToken: Cancel));
        Assert.Contains("gdpr, hipaa, soc2", unknown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("devflow://docs/../.env")]
    [InlineData("devflow://docs/no-such-page.md")]
    [InlineData("file:///etc/passwd")]
    [InlineData("devflow://compliance/soc2/../../secrets")]
    public async Task What_is_no_resource_is_not_read(string uri)
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("root", isAdmin: true));

        await Assert.ThrowsAnyAsync<McpException>(async () => await client.ReadResourceAsync(uri, cancellationToken: Cancel));
    }

    [Fact]
    public async Task Half_written_arguments_are_completed()
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("anna"));

        var frameworks = await client.CompleteAsync(new ResourceTemplateReference { Uri = "devflow://compliance/{framework}" }, "framework", "s", cancellationToken: Cancel);
        var secrets = await client.CompleteAsync(new PromptReference { Name = "rotate_safely" }, "secret", "jwt", cancellationToken: Cancel);
        var nothing = await client.CompleteAsync(new PromptReference { Name = "onboard_service" }, "service", "x", cancellationToken: Cancel);

        Assert.Equal(["soc2"], frameworks.Completion.Values);
        Assert.Equal(["JWT_SECRET"], secrets.Completion.Values);
        Assert.Empty(nothing.Completion.Values);
        var records = await platform.RecordsAsync();
        foreach (var what in (string[])["mcp:completion:framework", "mcp:completion:secret", "mcp:completion:unknown"])
            Assert.Contains(what, records, StringComparison.Ordinal);
    }

    private static string TextOf(ReadResourceResult result) => string.Concat(result.Contents.OfType<TextResourceContents>().Select(content => content.Text));
}
