using System.Net;
using System.Text;
using ModelContextProtocol;

namespace DevFlow.McpGateway.Tests.Faults;

[Collection(PlatformCollection.Name)]
public sealed class BadCallTests(SharedPlatform platform)
{
    private const string Secret = "canary-of-an-argument";

    [Fact]
    public async Task A_tool_that_is_not_there_is_an_error_of_the_protocol_and_on_record_without_its_name()
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("dora"));

        var fault = await Assert.ThrowsAsync<McpProtocolException>(async () => await client.ResultAsync("get_secret_value", ("key", Secret)));

        Assert.Equal(McpErrorCode.InvalidParams, fault.ErrorCode);
        Assert.DoesNotContain(Secret, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_of_another_form_are_refused_and_not_repeated()
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("dora"));

        foreach (var key in (object?[])[5, new { of = Secret }, null, (string[])[Secret]])
            Assert.DoesNotContain(Secret, await client.ProblemAsync("explain_secret", ("key", key)), StringComparison.Ordinal);
        await client.ProblemAsync("explain_secret");
        Assert.DoesNotContain(Secret, await client.ProblemAsync("audit_search", ("from", Secret)), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, await client.ProblemAsync("audit_search", ("limit", Secret)), StringComparison.Ordinal);
        // What nobody asked for changes nothing.
        Assert.Equal("local", (await client.AnswerAsync("list_secrets", ("reveal", true), ("values", Secret))).Text("mode"));
    }

    [Fact]
    public async Task Arguments_as_long_as_a_book_are_refused()
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("root", isAdmin: true));

        foreach (var tool in (string[])["explain_secret", "who_uses", "rotate_secret"])
            Assert.InRange((await client.ProblemAsync(tool, ("key", new string('A', 500_000)))).Length, 1, 2000);
        Assert.InRange((await client.ProblemAsync("search_knowledge", ("query", new string('a', 500_000)))).Length, 1, 2000);
        Assert.InRange((await client.ProblemAsync("run_with_secrets", ("command", new string('a', 500_000)))).Length, 1, 2000);
        Assert.InRange((await client.ProblemAsync("audit_search", ("key", new string('a', 500_000)))).Length, 1, 2000);
    }

    [Theory]
    [InlineData(5_000_000, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"x\":\"", HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(0, "{\"jsonrpc\":", HttpStatusCode.BadRequest)]
    [InlineData(0, "no json", HttpStatusCode.BadRequest)]
    [InlineData(0, "", HttpStatusCode.BadRequest)]
    public async Task A_body_that_is_too_long_or_none_is_refused(int length, string beginning, HttpStatusCode status)
    {
        // Asked before it is sent: who is refused in the middle of sending may not hear why.
        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        using var client = new HttpClient(handler) { BaseAddress = platform.Gateway.Address };
        client.DefaultRequestHeaders.ExpectContinue = true;
        client.DefaultRequestHeaders.Authorization = new("Bearer", await platform.KeyOfAsync("dora"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp")
        {
            Content = new StringContent(beginning + new string('x', length), Encoding.UTF8, "application/json"),
            Headers = { { "Accept", "application/json, text/event-stream" }, { "MCP-Protocol-Version", "2025-11-25" } },
        };

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.DoesNotContain("   at ", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
