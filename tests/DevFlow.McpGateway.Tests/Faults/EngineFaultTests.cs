using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;

namespace DevFlow.McpGateway.Tests.Faults;

[Collection(PlatformCollection.Name)]
public sealed class EngineFaultTests(SharedPlatform platform)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_engine_that_is_ill_is_said_to_be_and_all_goes_on_when_it_is_well()
    {
        await using var engine = await IllEngine.StartAsync(platform.Engine.Address);
        await using var gateway = Gateway.Start(platform.Engine.Folder, engine.Address, ("Platform:TimeoutSeconds", "60"));
        await using var client = await gateway.ConnectAsync(await platform.KeyOfAsync("anna"));
        await client.AnswerAsync("list_secrets");

        engine.Illness = context => context.Response.WriteAsync("<html>a proxy's page</html>", Cancel);
        Assert.Contains("Workflow Engine does not answer", await client.ProblemAsync("list_secrets"), StringComparison.Ordinal);
        engine.Illness = context => AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, "The database is away; try again.");
        Assert.Contains("The database is away; try again.", await client.ProblemAsync("list_secrets"), StringComparison.Ordinal);
        engine.Illness = context => AnswerAsync(context, StatusCodes.Status403Forbidden, $"no, {new string('n', 100_000)}");
        Assert.InRange((await client.ProblemAsync("list_secrets")).Length, 500, 2000);

        engine.Illness = null;
        while ((await client.ResultAsync("list_secrets")).IsError is true)
            await Task.Delay(100, Cancel);
    }

    [Fact]
    public async Task An_engine_that_is_slow_is_given_up()
    {
        await using var engine = await IllEngine.StartAsync(platform.Engine.Address);
        await using var gateway = Gateway.Start(platform.Engine.Folder, engine.Address, ("Platform:TimeoutSeconds", "2"));
        await using var client = await gateway.ConnectAsync(await platform.KeyOfAsync("anna"));
        engine.Illness = async context => await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        Assert.Contains("Workflow Engine does not answer", await client.ProblemAsync("list_secrets"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_the_engine_away_nobody_is_known_and_when_it_is_back_everybody_is()
    {
        await using var gate = new Gate(platform.Engine.Address);
        await using var gateway = Gateway.Start(platform.Engine.Folder, gate.Address, ("Platform:TimeoutSeconds", "60"));
        var key = await platform.KeyOfAsync("anna");
        using var http = platform.Engine.CreateAnonymousClient();
        var token = (await http.PostJsonAsync("/api/v1/tokens", new { grant = "api-key", key, audience = "mcp-gateway" })).Text("token");
        await using var client = await gateway.ConnectAsync(token);
        await client.AnswerAsync("list_secrets");

        gate.Close();
        // Whose the token is was told a moment ago; what is asked with it is not answered.
        Assert.Contains("Workflow Engine does not answer", await client.ProblemAsync("list_secrets"), StringComparison.Ordinal);
        using var other = gateway.CreateAnonymousClient();
        other.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using (var answer = await other.PostAsJsonAsync(new Uri("/mcp", UriKind.Relative), new { jsonrpc = "2.0", id = 1, method = "tools/list" }, Cancel))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);

        gate.Open();
        while ((await client.ResultAsync("list_secrets")).IsError is true)
            await Task.Delay(100, Cancel);
    }

    private static Task AnswerAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { status, title = "Ill", detail }, options: null, "application/problem+json", Cancel);
    }
}
