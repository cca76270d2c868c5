using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ModelContextProtocol.Protocol;

namespace DevFlow.McpGateway.Tests.Rotation;

/// <summary>A rotation that was asked for, and of which no answer comes any more: it may be under way, and must not be asked for again.</summary>
[Collection(PlatformCollection.Name)]
public sealed class LostAnswerTests(SharedPlatform platform)
{
    private const string Secret = "CONFLUENCE_WEBHOOK_SECRET";

    private static readonly Guid _id = new("0199a1b2-0000-7000-8000-000000000001");

    private int _begun;

    [Fact]
    public async Task A_run_that_cannot_be_followed_is_told_with_its_id()
    {
        var outcome = await RotateAsync(isBeginningAnswered: true, isRunListed: false);

        Assert.False(outcome.IsError is true, outcome.Text());
        Assert.Equal("running", outcome.StructuredContent!.Value.Text("status"));
        Assert.Contains($"as run {_id}; it goes on", outcome.StructuredContent!.Value.Text("message"), StringComparison.Ordinal);
        Assert.Equal(1, _begun);
    }

    [Fact]
    public async Task A_run_whose_beginning_was_not_answered_is_found_and_not_begun_again()
    {
        var outcome = await RotateAsync(isBeginningAnswered: false, isRunListed: true);

        Assert.Contains($"as run {_id}; it goes on", outcome.StructuredContent!.Value.Text("message"), StringComparison.Ordinal);
        Assert.Equal(1, _begun);
    }

    [Fact]
    public async Task When_nobody_knows_whether_it_has_begun_that_is_said()
    {
        var outcome = await RotateAsync(isBeginningAnswered: false, isRunListed: false);

        Assert.Contains("is not known", outcome.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("Try again", outcome.Text(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(1, _begun);
    }

    private async Task<CallToolResult> RotateAsync(bool isBeginningAnswered, bool isRunListed)
    {
        await using var engine = await IllEngine.StartAsync(platform.Engine.Address, "/api/v1/rotations");
        await using var gateway = Gateway.Start(platform.Engine.Folder, engine.Address, ("Platform:TimeoutSeconds", "60"));
        engine.Illness = context => AnswerAsync(context, isBeginningAnswered, isRunListed);
        await using var client = await gateway.ConnectAsync(await platform.KeyOfAsync("root", isAdmin: true), new()
        {
            Handlers = new()
            {
                ElicitationHandler = (_, _) => ValueTask.FromResult(new ElicitResult
                {
                    Action = "accept",
                    Content = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["confirm"] = JsonSerializer.SerializeToElement(true) },
                }),
            },
        });
        return await client.ResultAsync("rotate_secret", ("key", Secret));
    }

    private async Task AnswerAsync(HttpContext context, bool isBeginningAnswered, bool isRunListed)
    {
        var run = new { id = _id, state = "running", step = "make", requestedBy = "user:root", startedAt = DateTimeOffset.UnixEpoch };
        if (context.Request.Path.StartsWithSegments("/api/v1/rotations/runs", StringComparison.Ordinal))
        {
            if (isRunListed && context.Request.Query["secret"] == Secret)
                await context.Response.WriteAsJsonAsync(new[] { run }, context.RequestAborted);
            else
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var asked = await context.Request.ReadFromJsonAsync<JsonElement>(context.RequestAborted);
        if (asked.TryGetProperty("dryRun", out _))
        {
            await context.Response.WriteAsJsonAsync(new { secret = Secret, rotator = "random-key", overlap = "7d" }, context.RequestAborted);
            return;
        }

        Interlocked.Increment(ref _begun);
        if (isBeginningAnswered)
            await context.Response.WriteAsJsonAsync(run, context.RequestAborted);
        else
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
    }
}
