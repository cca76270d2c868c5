using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using DevFlow.Secrets.Vault.Tests.Rotation.Http;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using OpenIddict.Validation.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace DevFlow.WorkflowEngine.Tests.Integrations;

/// <summary>
/// OpenIddict, at the addresses of GitHub and Atlassian, with what they have beside the standard as a thin layer: whose a token is, and how GitHub ends one. Whoever
/// comes is signed in there already.
/// </summary>
internal sealed class OAuthProvider : IAsyncDisposable
{
    public const string GitHubToken = "POST /login/oauth/access_token";
    public const string GitHubUser = "GET /user";
    public const string AtlassianToken = "POST /oauth/token";
    public const string ClientSecret = "client-secret-c4n4ry-0123456789abcdef";
    public const string Page = "http://localhost:3737";
    public const string Elsewhere = "http://localhost:3737/oauth/github/elsewhere";

    private readonly WebApplication _app;
    private readonly string _file;

    private OAuthProvider(WebApplication app, string file) => (_app, _file) = (app, file);

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>Who is signed in there: GitHub's login, and the part of Atlassian's address before the @.</summary>
    public string Person { get; set; } = "octocat";

    /// <summary>Whether that one says no when asked.</summary>
    public bool SaysNo { get; set; }

    /// <summary>What happens when tokens have been made and not answered yet. Default nothing.</summary>
    public Func<Task> BeforeAnswer { get; set; } = static () => Task.CompletedTask;

    /// <summary>What happens when GitHub has ended what was granted and has not answered yet. Default nothing.</summary>
    public Func<Task> BeforeEndAnswer { get; set; } = static () => Task.CompletedTask;

    /// <summary>What goes wrong, by method and path; the one that stands first is taken.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<ProviderFault>> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>The requests that came, by method and address.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Every token that it has given, to look for where none belongs.</summary>
    public ConcurrentQueue<string> Given { get; } = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="page">The page that people are sent back to.</param>
    public static async Task<OAuthProvider> StartAsync(string page = Page)
    {
        var file = Path.Combine(Path.GetTempPath(), $"devflow-provider-{Guid.NewGuid():N}.db");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDbContext<DbContext>(options => options.UseSqlite($"Data Source={file};Pooling=false").UseOpenIddict());
        OAuthProvider? provider = null;
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(server =>
            {
                server.SetAuthorizationEndpointUris("login/oauth/authorize", "authorize").SetTokenEndpointUris("login/oauth/access_token", "oauth/token").SetRevocationEndpointUris("oauth/revoke");
                server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().AllowRefreshTokenFlow();
                // Quickly made, where RSA's take their time.
                server.AddEncryptionKey(new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32))).AddEphemeralSigningKey(SecurityAlgorithms.EcdsaSha256);
                server.UseReferenceAccessTokens().UseReferenceRefreshTokens().DisableScopeValidation().IgnoreScopePermissions();
                // Atlassian's own, which the standard has no place for here.
                server.AddEventHandler<OpenIddictServerEvents.ExtractAuthorizationRequestContext>(handler => handler.UseInlineHandler(LeaveOutAudience).SetOrder(int.MaxValue));
                server.AddEventHandler<OpenIddictServerEvents.ApplyTokenResponseContext>(handler => handler.UseInlineHandler(context => provider!.NoteAsync(context)).SetOrder(int.MinValue));
                server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough().DisableTransportSecurityRequirement();
            })
            .AddValidation(validation =>
            {
                validation.UseLocalServer();
                validation.UseAspNetCore();
                validation.EnableTokenEntryValidation();
            });
        builder.Services.AddAuthentication(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme);
        builder.Services.AddAuthorization();
        var app = builder.Build();
        provider = new OAuthProvider(app, file);
        app.Use((context, next) => ProviderFaults.ApplyAsync(context, next, provider.Requests, provider.Faults));
        app.UseAuthentication();
        app.UseAuthorization();
        provider.Map();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DbContext>().Database.EnsureCreatedAsync(Cancel);
            foreach (var name in (string[])["github", "atlassian"])
                await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(Application(name, page), Cancel);
        }

        await app.StartAsync(Cancel);
        provider.Options.RefreshTokenReuseLeeway = null;
        return provider;
    }

    public OpenIddictServerOptions Options => _app.Services.GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>().CurrentValue;

    /// <summary>Lines of the .env of an engine that knows it.</summary>
    public static string Env { get; } = EnvOf(Page);

    /// <summary>As <see cref="Env"/>, for another page that people are sent back to.</summary>
    public static string EnvOf(string page) => string.Join('\n', new[] { "github", "atlassian" }.Select(name => $"""
        {name.ToUpperInvariant()}_CLIENT_ID={name}-client
        {name.ToUpperInvariant()}_CLIENT_SECRET={name}-{ClientSecret}
        {name.ToUpperInvariant()}_REDIRECT_URI={RedirectOf(name, page)}
        """));

    /// <summary>The configuration of an engine that is to take it for GitHub and Atlassian.</summary>
    public (string, string)[] Configuration =>
    [
        ("Integrations:GitHub:Site", Address), ("Integrations:GitHub:Api", Address), ("Integrations:Atlassian:Site", Address), ("Integrations:Atlassian:Api", Address),
        ("Integrations:TimeoutSeconds", "60"),
    ];

    public static string RedirectOf(string name, string page = Page) => $"{page}/oauth/{name}/callback";

    public void Fail(string request, params ProviderFault[] faults) => Faults[request] = new(faults);

    /// <summary>Ends all tokens there are.</summary>
    public async Task RevokeAllAsync()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DbContext>().Database.ExecuteSqlAsync($"UPDATE OpenIddictTokens SET Status = 'revoked'", Cancel);
    }

    /// <summary>How often tokens were asked for with a grant.</summary>
    public int Asked(string request) => Requests.Count(one => one == request);

    /// <summary>Uses a refresh token up, as somebody does who then loses the answer.</summary>
    public async Task UseAsync(string refreshToken)
    {
        using var http = new HttpClient();
        using var content = new FormUrlEncodedContent(
        [
            new("grant_type", "refresh_token"), new("refresh_token", refreshToken), new("client_id", "atlassian-client"), new("client_secret", $"atlassian-{ClientSecret}"),
        ]);
        using var answer = await http.PostAsync(new Uri($"{Address}/oauth/token"), content, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>Whether a token works.</summary>
    public async Task<bool> AcceptsAsync(string token)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var answer = await http.GetAsync(new Uri($"{Address}/user"), Cancel);
        return answer.IsSuccessStatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        File.Delete(_file);
    }

    private static OpenIddictApplicationDescriptor Application(string name, string page) => new()
    {
        ClientId = $"{name}-client",
        ClientSecret = $"{name}-{ClientSecret}",
        RedirectUris = { new(RedirectOf(name, page)) },
        Permissions =
        {
            Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.Revocation,
            Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code,
        },
    };

    private void Map()
    {
        foreach (var path in (string[])["/login/oauth/authorize", "/authorize"])
            _app.MapGet(path, (Delegate)Authorize);
        foreach (var path in (string[])["/login/oauth/access_token", "/oauth/token"])
            _app.MapPost(path, (Delegate)TokenAsync);
        _app.MapGet("/user", (ClaimsPrincipal me) => new { id = IdOf(NameOf(me)), login = NameOf(me) }).RequireAuthorization();
        _app.MapGet("/me", (ClaimsPrincipal me) => new { account_id = $"atlassian:{IdOf(NameOf(me))}", email = $"{NameOf(me)}@example.com" }).RequireAuthorization();
        _app.MapDelete("/applications/{client}/{what}", (Delegate)EndAsync);
    }

    private static string NameOf(ClaimsPrincipal me) => me.FindFirstValue(Claims.Subject)!;

    private static int IdOf(string name) => name.Aggregate(7, (hash, c) => ((hash * 31) + c) & 0x7fffffff);

    private IResult Authorize(HttpContext context)
    {
        const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
        if (SaysNo)
            return Results.Forbid(new(new Dictionary<string, string?>(StringComparer.Ordinal) { [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.AccessDenied }), [Scheme]);
        var identity = new ClaimsIdentity("tests", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, Person);
        identity.SetScopes(context.GetOpenIddictServerRequest()!.GetScopes());
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: Scheme);
    }

    private static async Task<IResult> TokenAsync(HttpContext context)
    {
        const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
        return Results.SignIn((await context.AuthenticateAsync(Scheme)).Principal!, authenticationScheme: Scheme);
    }

    private static ValueTask LeaveOutAudience(OpenIddictServerEvents.ExtractAuthorizationRequestContext context)
    {
        context.Request!.RemoveParameter(Parameters.Audience);
        return default;
    }

    // GitHub's tokens that its OAuth applications are given have no end, and nothing to renew them with.
    private async ValueTask NoteAsync(OpenIddictServerEvents.ApplyTokenResponseContext context)
    {
        if (context.Request?.ClientId is "github-client")
            context.Response.ExpiresIn = null;
        foreach (var token in (string?[])[context.Response.AccessToken, context.Response.RefreshToken])
        {
            if (token is not null)
                Given.Enqueue(token);
        }

        await BeforeAnswer();
    }

    // GitHub's own way: https://docs.github.com/rest/apps/oauth-applications
    private async Task<IResult> EndAsync(string client, string what, [FromBody] Dictionary<string, string> body, HttpContext context, IOpenIddictTokenManager tokens)
    {
        var login = Encoding.UTF8.GetString(Convert.FromBase64String($"{context.Request.Headers.Authorization}"["Basic ".Length..]));
        if (login != $"{client}:github-{ClientSecret}" || client != "github-client")
            return Results.Unauthorized();
        if (await tokens.FindByReferenceIdAsync(body["access_token"]) is not { } token || !await tokens.HasStatusAsync(token, Statuses.Valid))
            return Results.NotFound();
        if (what == "grant")
            await tokens.RevokeByAuthorizationIdAsync((await tokens.GetAuthorizationIdAsync(token))!);
        else
            await tokens.TryRevokeAsync(token);
        await BeforeEndAnswer();
        return Results.NoContent();
    }
}
