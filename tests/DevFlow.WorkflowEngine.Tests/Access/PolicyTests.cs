using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.WorkflowEngine.Tests.Access;

public sealed class PolicyTests(AccessEngine shared, EngineServer server) : IClassFixture<AccessEngine>
{
    // What is open by its nature. Everything else says who may call it.
    private static readonly string[] _open = ["health", "alive", "api/v1/tokens", "api/v1/tokens/session", "webhooks/github", "webhooks/jira", "webhooks/confluence"];

    // Who opens a link shows its key, and need be nobody; who signs in with an account elsewhere is nobody yet.
    private static readonly string[] _ofTheDatabase = ["api/v1/shares/{id:guid}/open", "api/v1/sign-in", "api/v1/sign-in/{provider}", "oauth/{provider}/callback"];

    [Fact]
    public void Every_endpoint_says_who_may_call_it()
    {
        var endpoints = Endpoints(shared.Engine);
        var silent = endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy is null);

        Assert.True(endpoints.Count > 10);
        Assert.Empty(silent.Select(endpoint => endpoint.RoutePattern.RawText));
        Assert.Equal(_open.Concat(_ofTheDatabase).Order(), Open(shared.Engine));
    }

    [Fact]
    public async Task An_engine_without_a_database_opens_beside_that_only_what_it_hands_on()
    {
        await using var engine = await Engine.StartUnawaitedAsync(server, """
            DEVFLOW_MODE=hybrid
            DEVFLOW_API_URL=http://localhost:9
            DEVFLOW_API_KEY=dfk_0123456789
            """);
        string[] handedOn = [.. new[] { "me", "users", "projects", "audit", "alerts", "vault", "dependencies", "rotations", "leases", "events", "compliance", "shares", "incidents", "sign-in" }.Select(room => $"api/v1/{room}/{{**rest}}"), "oauth/{**rest}"];

        Assert.Equal(_open.Concat(handedOn).Order(), Open(engine));
    }

    [Theory]
    [InlineData("/api/v1/secrets")]
    [InlineData("/api/v1/secrets/JWT_SECRET")]
    [InlineData("/api/v1/secret-events")]
    [InlineData("/api/v1/nothing-of-the-kind")]
    public async Task Who_shows_nothing_is_told_to_sign_in(string path)
    {
        using var client = shared.Engine.CreateAnonymousClient();

        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).ToString());
    }

    [Theory]
    [InlineData("Basic YW5uYTpwYXNzd29yZA==")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJ1c2VyOmFubmEiLCJyb2xlIjoiYWRtaW4ifQ.")]
    [InlineData("Bearer dfk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Negotiate x")]
    public async Task Who_shows_what_does_not_count_is_told_so(string header)
    {
        using var client = shared.Engine.CreateAnonymousClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);

        using var answer = await client.GetAsync(new Uri("/api/v1/secrets", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer error=\"invalid_token\"", Assert.Single(answer.Headers.WwwAuthenticate).ToString());
    }

    [Fact]
    public async Task Whoever_is_signed_in_sees_where_secrets_come_from_a_person_or_a_service()
    {
        foreach (var client in (HttpClient[])[await shared.Engine.CreateClientAsync("policy-anna"), await shared.Engine.CreateServiceClientAsync("mcp-gateway")])
        {
            await client.GetJsonAsync("/api/v1/secrets");
            await client.GetJsonAsync("/api/v1/secrets/JWT_SECRET");
            client.Dispose();
        }
    }

    private static List<RouteEndpoint> Endpoints(Engine engine) =>
        [.. engine.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];

    /// <summary>The routes that anybody may call, but for the description of the API.</summary>
    private static IEnumerable<string> Open(Engine engine) => Endpoints(engine)
        .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        .Select(endpoint => endpoint.RoutePattern.RawText!.Trim('/'))
        .Where(pattern => !pattern.StartsWith("openapi", StringComparison.Ordinal) && !pattern.StartsWith("reference", StringComparison.Ordinal))
        .Distinct()
        .Order();
}
