using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace DevFlow.McpGateway.Tests.Rotation;

[Collection(PlatformCollection.Name)]
public sealed class RotationToolsTests(SharedPlatform platform)
{
    // The last revision with sessions, and the one that asks by answers.
    private const string WithSessions = "2025-11-25";
    private const string WithoutSessions = "2026-07-28";

    [Theory]
    [InlineData(WithSessions, "GITHUB_WEBHOOK_SECRET")]
    [InlineData(WithoutSessions, "JIRA_WEBHOOK_SECRET")]
    public async Task A_secret_is_rotated_when_a_person_has_said_yes_to_the_plan(string revision, string key)
    {
        var asked = new List<string>();
        await using var client = await ConnectAsync(revision, question =>
        {
            asked.Add(question.Message);
            return Answer("accept", confirmed: true);
        });

        var outcome = await client.AnswerAsync("rotate_secret", ("key", key));

        Assert.Equal("overlap", outcome.Text("status"));
        Assert.Equal(await platform.Engine.PrincipalAsync("root"), outcome.GetProperty("run").Text("requestedBy"));
        var question = Assert.Single(asked);
        Assert.Contains($"Rotate {key}?", question, StringComparison.Ordinal);
        Assert.Contains("used by: workflow-engine", question, StringComparison.Ordinal);
        Assert.Contains("accepted for 7d more", question, StringComparison.Ordinal);
        Assert.DoesNotContain(SharedPlatform.Canaries[key], await EnvAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WithSessions, "decline", false)]
    [InlineData(WithSessions, "cancel", false)]
    [InlineData(WithSessions, "accept", false)]
    [InlineData(WithoutSessions, "decline", false)]
    [InlineData(WithoutSessions, "cancel", true)]
    [InlineData(WithoutSessions, "accept", false)]
    public async Task Nothing_is_done_when_nobody_says_yes(string revision, string action, bool confirmed)
    {
        var before = await EnvAsync();
        await using var client = await ConnectAsync(revision, _ => Answer(action, confirmed));

        var outcome = await client.AnswerAsync("rotate_secret", ("key", "CONFLUENCE_WEBHOOK_SECRET"));

        Assert.Equal("declined", outcome.Text("status"));
        Assert.Equal(before, await EnvAsync());
        using var admin = await platform.Engine.CreateClientAsync("root", isAdmin: true);
        Assert.Empty((await admin.GetJsonAsync("/api/v1/rotations/runs?secret=CONFLUENCE_WEBHOOK_SECRET")).EnumerateArray());
    }

    [Theory]
    [InlineData(WithSessions)]
    [InlineData(WithoutSessions)]
    public async Task A_client_that_cannot_ask_is_told_what_a_person_can_do(string revision)
    {
        await using var client = await platform.Gateway.ConnectAsync(await platform.KeyOfAsync("root", isAdmin: true), new() { ProtocolVersion = revision });

        var problem = await client.ProblemAsync("rotate_secret", ("key", "CONFLUENCE_WEBHOOK_SECRET"));

        Assert.Contains("devflow rotate CONFLUENCE_WEBHOOK_SECRET", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_rotated_is_said_before_anybody_is_asked()
    {
        await using var client = await ConnectAsync(WithoutSessions, _ => throw new InvalidOperationException("nobody is to be asked"));

        Assert.Contains("rotator", await client.ProblemAsync("rotate_secret", ("key", "AOSENTRY_API_KEY")), StringComparison.Ordinal);
        Assert.Contains("NO_SUCH_KEY", await client.ProblemAsync("rotate_secret", ("key", "NO_SUCH_KEY")), StringComparison.Ordinal);
    }

    private async Task<McpClient> ConnectAsync(string revision, Func<ElicitRequestParams, ElicitResult> answer) => await platform.Gateway.ConnectAsync(
        await platform.KeyOfAsync("root", isAdmin: true),
        new() { ProtocolVersion = revision, Handlers = new() { ElicitationHandler = (question, _) => ValueTask.FromResult(answer(question!)) } });

    private static ElicitResult Answer(string action, bool confirmed) => new()
    {
        Action = action,
        Content = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["confirm"] = JsonSerializer.SerializeToElement(confirmed) },
    };

    private Task<string> EnvAsync() => File.ReadAllTextAsync(Path.Combine(platform.Engine.Folder, ".env"), TestContext.Current.CancellationToken);
}
