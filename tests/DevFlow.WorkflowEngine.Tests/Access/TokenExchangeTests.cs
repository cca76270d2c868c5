using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Threading.Channels;
using DevFlow.WorkflowEngine.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace DevFlow.WorkflowEngine.Tests.Access;

/// <summary>The MCP Gateway acts in the name of its callers: it gets no more than they have, and of that nothing with a value in it.</summary>
public sealed class TokenExchangeTests(AccessEngine shared) : IClassFixture<AccessEngine>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private AccessTokens Tokens => shared.Engine.Services.GetRequiredService<AccessTokens>();

    [Fact]
    public async Task The_gateway_gets_a_token_in_the_name_of_its_caller_which_says_who_acts()
    {
        var anna = await PersonAsync("exchange-anna");
        var shown = await Tokens.IssueAsync(anna, "member", "mcp-gateway", Cancel);
        using var gateway = await shared.Engine.CreateServiceClientAsync("mcp-gateway");

        var answer = await gateway.PostJsonAsync("/api/v1/tokens", new { grant = "exchange", token = shown.Token.Reveal() });

        using var acting = shared.As(answer.Text("token"));
        Assert.Equal((anna, "member"), ((await acting.GetJsonAsync("/api/v1/me")).Text("principal"), (await acting.GetJsonAsync("/api/v1/me")).Text("role")));
        Assert.InRange(answer.GetProperty("expiresIn").GetInt32(), 1, 120);
        var claims = await Tokens.VerifyAsync(answer.Text("token"), AccessTokens.Engine, Cancel);
        Assert.Equal("service:mcp-gateway", JsonElement.Parse(claims!.FindFirst("act")!.Value).Text("sub"));
    }

    [Fact]
    public async Task It_opens_nothing_but_what_is_open_to_one_that_acts_for_somebody()
    {
        var root = await PersonAsync("exchange-root", isAdmin: true);
        using var admin = await shared.Engine.CreateClientAsync("exchange-root", isAdmin: true);
        using var acting = await ActingForAsync(root, "admin");

        await acting.GetJsonAsync("/api/v1/secrets");
        await acting.GetJsonAsync("/api/v1/audit");
        foreach (var path in (string[])["/api/v1/me/secrets", "/api/v1/me/api-keys", "/api/v1/users", "/api/v1/projects", "/api/v1/audit/chains", "/api/v1/leases", "/api/v1/shares"])
        {
            await admin.GetJsonAsync(path);
            Assert.Contains("in the name of somebody else", (await acting.GetJsonAsync(path, HttpStatusCode.Forbidden)).Text("detail"), StringComparison.Ordinal);
        }

        await acting.PostJsonAsync("/api/v1/me/api-keys", new { name = "back door" }, HttpStatusCode.Forbidden);
        await acting.PostJsonAsync("/api/v1/tokens/introspect", new { token = "x" }, HttpStatusCode.Forbidden);
    }

    [Fact]
    public void What_is_open_to_one_that_acts_for_somebody_is_this_and_has_no_value_in_it()
    {
        var open = shared.Engine.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).Where(endpoint => endpoint.Metadata.GetMetadata<OpenToActors>() is not null)
            .Select(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName).Distinct();

        Assert.Equal(
            [
                "ExplainSecret", "FindAuditRecords", "FindDependents", "FindOwnAuditRecords", "FindRotationRun", "ListDependencies", "ListRotationRuns", "ListRotations", "ListSecrets",
                "Me", "ReportCompliance", "StartRotation",
            ],
            open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nobody_else_acts_for_others()
    {
        var anna = await PersonAsync("exchange-anna");
        var shown = (await Tokens.IssueAsync(anna, "member", "mcp-gateway", Cancel)).Token.Reveal();
        using var hub = await shared.Engine.CreateServiceClientAsync("knowledge-hub");
        using var bert = await shared.Engine.CreateClientAsync("exchange-bert", isAdmin: true);
        using var nobody = shared.Engine.CreateAnonymousClient();
        using var acting = await ActingForAsync(anna, "member");

        await hub.PostJsonAsync("/api/v1/tokens", new { grant = "exchange", token = shown }, HttpStatusCode.Forbidden);
        await bert.PostJsonAsync("/api/v1/tokens", new { grant = "exchange", token = shown }, HttpStatusCode.Forbidden);
        await nobody.PostJsonAsync("/api/v1/tokens", new { grant = "exchange", token = shown }, HttpStatusCode.Unauthorized);
        await acting.PostJsonAsync("/api/v1/tokens", new { grant = "exchange", token = shown }, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_counts_not_for_the_gateway_is_exchanged_for_nothing()
    {
        var anna = await PersonAsync("exchange-anna");
        using var gateway = await shared.Engine.CreateServiceClientAsync("mcp-gateway");
        var ofTheEngine = (await Tokens.IssueAsync(anna, "member", AccessTokens.Engine, Cancel)).Token.Reveal();
        var exchanged = (await gateway.PostJsonAsync("/api/v1/tokens", new { grant = "exchange", token = (await Tokens.IssueAsync(anna, "member", "mcp-gateway", Cancel)).Token.Reveal(), audience = "mcp-gateway" })).Text("token");

        foreach (var token in (string[])[ofTheEngine, exchanged, "dfk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "made up"])
            await gateway.PostJsonAsync("/api/v1/tokens", new { grant = "exchange", token }, HttpStatusCode.Unauthorized);
        Assert.Contains("token has to be given", (await gateway.PostJsonAsync("/api/v1/tokens", new { grant = "exchange" }, HttpStatusCode.BadRequest)).Text("detail"), StringComparison.Ordinal);
        Assert.Contains("audience is one of", (await gateway.PostJsonAsync("/api/v1/tokens", new { grant = "exchange", token = "x", audience = "y" }, HttpStatusCode.BadRequest)).Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_before_a_hosted_engine_lets_a_gateway_act_for_that_person_alone()
    {
        using var anna = await shared.Engine.CreateClientAsync("exchange-anna");
        var key = (await anna.PostJsonAsync("/api/v1/me/api-keys", new { name = "gateway" })).Text("key");
        using var gateway = shared.As(key);

        var answer = await gateway.PostJsonAsync("/api/v1/tokens", new { grant = "exchange", token = key });

        using var acting = shared.As(answer.Text("token"));
        await acting.GetJsonAsync("/api/v1/secrets");
        await acting.GetJsonAsync("/api/v1/me/secrets", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_agents_key_counts_for_the_gateway_and_for_nothing_else()
    {
        using var anna = await shared.Engine.CreateClientAsync("exchange-anna");
        var issued = await anna.PostJsonAsync("/api/v1/me/api-keys", new { name = "agent", audience = "mcp-gateway" });
        var key = issued.Text("key");
        using var gateway = await shared.Engine.CreateServiceClientAsync("mcp-gateway");
        using var hub = await shared.Engine.CreateServiceClientAsync("knowledge-hub");
        using var agent = shared.As(key);
        using var nobody = shared.Engine.CreateAnonymousClient();

        Assert.Equal("mcp-gateway", issued.GetProperty("apiKey").Text("audience"));
        Assert.Equal(await shared.Engine.PrincipalAsync("exchange-anna"), (await gateway.PostJsonAsync("/api/v1/tokens/introspect", new { token = key })).Text("sub"));
        Assert.False((await hub.PostJsonAsync("/api/v1/tokens/introspect", new { token = key, audience = "mcp-gateway" })).GetProperty("active").GetBoolean());
        Assert.False((await anna.PostJsonAsync("/api/v1/tokens/introspect", new { token = key })).GetProperty("active").GetBoolean());
        using (var acting = shared.As((await gateway.PostJsonAsync("/api/v1/tokens", new { grant = "exchange", token = key })).Text("token")))
            await acting.GetJsonAsync("/api/v1/secrets");
        foreach (var path in (string[])["/api/v1/me", "/api/v1/me/secrets", "/api/v1/me/api-keys", "/api/v1/secrets"])
            await agent.GetJsonAsync(path, HttpStatusCode.Unauthorized);
        await agent.PostJsonAsync("/api/v1/me/api-keys", new { name = "another" }, HttpStatusCode.Unauthorized);
        foreach (var audience in (string?[])[null, "workflow-engine", "knowledge-hub"])
            await nobody.PostJsonAsync("/api/v1/tokens", new { grant = "api-key", key, audience }, HttpStatusCode.Unauthorized);
        await nobody.PostJsonAsync("/api/v1/tokens", new { grant = "api-key", key, audience = "mcp-gateway", session = true }, HttpStatusCode.Unauthorized);
        var own = (await nobody.PostJsonAsync("/api/v1/tokens", new { grant = "api-key", key, audience = "mcp-gateway" })).Text("token");
        await shared.As(own).GetJsonAsync("/api/v1/me/secrets", HttpStatusCode.Unauthorized);
        Assert.Contains("audience is one of", (await anna.PostJsonAsync("/api/v1/me/api-keys", new { name = "agent", audience = "elsewhere" }, HttpStatusCode.BadRequest)).Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_acts_is_said_wherever_it_is_asked_whose_a_token_is()
    {
        var anna = await PersonAsync("exchange-anna");
        using var gateway = await shared.Engine.CreateServiceClientAsync("mcp-gateway");
        using var hub = await shared.Engine.CreateServiceClientAsync("knowledge-hub");
        var shown = (await Tokens.IssueAsync(anna, "member", "mcp-gateway", Cancel)).Token.Reveal();

        var forHub = (await gateway.PostJsonAsync("/api/v1/tokens", new { grant = "exchange", token = shown, audience = "knowledge-hub" })).Text("token");
        using var acting = await ActingForAsync(anna, "member");

        Assert.Equal("service:mcp-gateway", (await hub.PostJsonAsync("/api/v1/tokens/introspect", new { token = forHub })).GetProperty("act").Text("sub"));
        Assert.Equal(JsonValueKind.Null, (await gateway.PostJsonAsync("/api/v1/tokens/introspect", new { token = shown })).GetProperty("act").ValueKind);
        Assert.Equal("service:mcp-gateway", (await acting.GetJsonAsync("/api/v1/me")).Text("actor"));
        // What an engine before a hosted one makes of that answer.
        Assert.Equal("service:mcp-gateway", JsonSerializer.Deserialize<Caller>($"{await acting.GetJsonAsync("/api/v1/me")}", JsonSerializerOptions.Web)!.ToClaims().ActorOf());
    }

    [Fact]
    public async Task What_goes_on_and_on_ends_when_its_reader_counts_no_more()
    {
        using var anna = await shared.Engine.CreateClientAsync("exchange-anna");
        var issued = await anna.PostJsonAsync("/api/v1/me/api-keys", new { name = "watching" });
        var time = new FakeTimeProvider();
        var context = new DefaultHttpContext();
        context.Request.Headers.Authorization = $"Bearer {issued.Text("key")}";
        var channel = Channel.CreateUnbounded<int>();
        var watch = new CallerWatch(shared.Engine.Services.GetRequiredService<Credentials>(), time);
        await using var items = watch.WhileCountsAsync(channel.Reader.ReadAllAsync, context, Cancel).GetAsyncEnumerator(Cancel);

        foreach (var item in (int[])[1, 2])
        {
            channel.Writer.TryWrite(item);
            Assert.True(await items.MoveNextAsync());
            Assert.Equal(item, items.Current);
            time.Advance(CallerWatch.Interval);
        }

        await anna.RemoveAsync($"/api/v1/me/api-keys/{issued.GetProperty("apiKey").Text("id")}");
        var next = items.MoveNextAsync().AsTask();
        while (!next.IsCompleted)
        {
            time.Advance(CallerWatch.Interval);
            await Task.Delay(20, Cancel);
        }

        Assert.False(await next);
    }

    [Fact]
    public async Task The_stream_of_secrets_is_watched_and_says_how_they_are()
    {
        using var anna = await shared.Engine.CreateClientAsync("exchange-anna");

        await using var stream = await anna.GetStreamAsync(new Uri("/api/v1/secret-events", UriKind.Relative), Cancel);

        await foreach (var item in SseParser.Create(stream).EnumerateAsync(Cancel))
        {
            Assert.Equal("secrets", item.EventType);
            Assert.Contains(JsonElement.Parse(item.Data).GetProperty("secrets").EnumerateArray(), row => row.Text("key") == "JWT_SECRET");
            break;
        }
    }

    [Fact]
    public async Task A_session_that_has_run_out_is_no_attempt_of_anybody_and_a_forged_one_is()
    {
        using var anna = await shared.Engine.CreateClientAsync("exchange-anna");
        var key = (await anna.PostJsonAsync("/api/v1/me/api-keys", new { name = "browser" })).Text("key");
        using var browser = new Browser(shared.Engine.Address);
        var cookie = (await browser.SignInAsync(new { grant = "api-key", key, session = true })).Cookie!;
        await using var admin = Npgsql.NpgsqlDataSource.Create(shared.Engine.AdminConnectionString);
        await admin.ExecuteAsync("UPDATE devflow.sessions SET expires_at = now() - interval '1 second'");
        const string Refused = "api:GET /api/v1/me/sessions";

        Assert.Equal(HttpStatusCode.Unauthorized, await browser.CallAsync(HttpMethod.Get, "/api/v1/me/sessions"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SignInAsync(new { grant = "session" }, cookie)).Status);
        Assert.DoesNotContain(Refused, shared.Engine.AuditText(), StringComparison.Ordinal);

        using var forger = new Browser(shared.Engine.Address);
        Assert.Equal(HttpStatusCode.Unauthorized, (await forger.SignInAsync(new { grant = "session" }, $"devflow_session={new string('A', 43)}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, await forger.CallAsync(HttpMethod.Get, "/api/v1/me/sessions", ("Cookie", $"devflow_session={new string('A', 43)}")));
        Assert.Contains(Refused, shared.Engine.AuditText(), StringComparison.Ordinal);
    }

    private async Task<HttpClient> ActingForAsync(string principal, string role)
    {
        using var gateway = await shared.Engine.CreateServiceClientAsync("mcp-gateway");
        var shown = await Tokens.IssueAsync(principal, role, "mcp-gateway", Cancel);
        return shared.As((await gateway.PostJsonAsync("/api/v1/tokens", new { grant = "exchange", token = shown.Token.Reveal() })).Text("token"));
    }

    private async Task<string> PersonAsync(string name, bool isAdmin = false)
    {
        using var client = await shared.Engine.CreateClientAsync(name, isAdmin);
        return await shared.Engine.PrincipalAsync(name);
    }
}
