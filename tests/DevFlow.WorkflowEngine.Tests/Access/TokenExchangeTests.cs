using System.Net;
using System.Text.Json;
using DevFlow.WorkflowEngine.Access;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

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

        var answer = await gateway.PostJsonAsync("/api/v1/tokens", new { grant = "exchange", token = shown.Token });

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
        var shown = (await Tokens.IssueAsync(anna, "member", "mcp-gateway", Cancel)).Token;
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
        var ofTheEngine = (await Tokens.IssueAsync(anna, "member", AccessTokens.Engine, Cancel)).Token;
        var exchanged = (await gateway.PostJsonAsync("/api/v1/tokens", new { grant = "exchange", token = (await Tokens.IssueAsync(anna, "member", "mcp-gateway", Cancel)).Token, audience = "mcp-gateway" })).Text("token");

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

    private async Task<HttpClient> ActingForAsync(string principal, string role)
    {
        using var gateway = await shared.Engine.CreateServiceClientAsync("mcp-gateway");
        var shown = await Tokens.IssueAsync(principal, role, "mcp-gateway", Cancel);
        return shared.As((await gateway.PostJsonAsync("/api/v1/tokens", new { grant = "exchange", token = shown.Token })).Text("token"));
    }

    private async Task<string> PersonAsync(string name, bool isAdmin = false)
    {
        using var client = await shared.Engine.CreateClientAsync(name, isAdmin);
        return await shared.Engine.PrincipalAsync(name);
    }
}
