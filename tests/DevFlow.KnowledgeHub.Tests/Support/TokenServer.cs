using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.KnowledgeHub.Tests.Support;

/// <summary>
/// Says whose a token is as the Workflow Engine does, of tokens that say it themselves: <c>member.ann</c>, <c>admin.eve</c>, <c>service.mcp-gateway</c>, and
/// <c>member.ann.acted</c>, with which the gateway acts for ann. That a hub takes
/// the tokens of a real one is tested in DevFlow.McpGateway.Tests, which has one.
/// </summary>
internal sealed class TokenServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TokenServer(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public static async Task<TokenServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var app = builder.Build();
        app.UseRouting();
        app.MapPost("/api/v1/tokens/introspect", AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TokenServer(app);
    }

    public static string PrincipalOf(string token) => token.Split('.') is ["service", var service] ? $"service:{service}" : $"user:{token.Split('.')[1]}";

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context)
    {
        var token = (await context.Request.ReadFromJsonAsync<Dictionary<string, string>>(context.RequestAborted))!["token"];
        object answer = token.Split('.') is [("member" or "admin" or "service") and var role, _, .. var acted]
            ? new { active = true, sub = PrincipalOf(token), role, exp = DateTimeOffset.MaxValue.ToUnixTimeSeconds(), act = acted is ["acted"] ? new { sub = "service:mcp-gateway" } : null }
            : new { active = false };
        await context.Response.WriteAsJsonAsync(answer, context.RequestAborted);
    }
}
