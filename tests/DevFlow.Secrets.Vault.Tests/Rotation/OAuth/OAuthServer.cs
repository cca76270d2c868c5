using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using DevFlow.Secrets.Vault.Tests.Rotation.Http;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using OpenIddict.Validation.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace DevFlow.Secrets.Vault.Tests.Rotation.OAuth;

/// <summary>A server of tokens: OpenIddict, with one application and whatever goes wrong on the way to it.</summary>
internal sealed class OAuthServer : IAsyncDisposable
{
    public const string ClientId = "EXAMPLE_CLIENT_ID";
    public const string ClientSecret = "EXAMPLE_CLIENT_SECRET";
    public const string Token = "POST /connect/token";
    public const string Me = "GET /me";

    private readonly WebApplication _app;
    private readonly string _file;
    private readonly HttpClient _http = new();

    private OAuthServer(WebApplication app, string file) => (_app, _file) = (app, file);

    /// <summary>What it does with a refresh token that was used.</summary>
    public OAuthServerKind Kind
    {
        get => field;
        set
        {
            field = value;
            var options = _app.Services.GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>().CurrentValue;
            // Longer than any test, or none at all.
            options.RefreshTokenReuseLeeway = value is OAuthServerKind.Lenient ? TimeSpan.FromMinutes(10) : null;
            options.DisableRollingRefreshTokens = value is OAuthServerKind.Keeping;
        }
    }

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>What goes wrong, by method and path; the one that stands first is taken.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<ProviderFault>> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>The requests that came, by method and address.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<OAuthServer> StartAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"devflow-oauth-{Guid.NewGuid():N}.db");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDbContext<DbContext>(options => options.UseSqlite($"Data Source={file};Pooling=false").UseOpenIddict());
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(server =>
            {
                server.SetTokenEndpointUris("connect/token").AllowPasswordFlow().AllowRefreshTokenFlow();
                server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
                server.UseReferenceRefreshTokens();
                server.AddEventHandler<OpenIddictServerEvents.ApplyTokenResponseContext>(handler => handler.UseInlineHandler(LeaveOut).SetOrder(int.MinValue));
                server.UseAspNetCore().EnableTokenEndpointPassthrough().DisableTransportSecurityRequirement();
            })
            .AddValidation(validation =>
            {
                validation.UseLocalServer();
                validation.UseAspNetCore();
            });
        builder.Services.AddAuthentication(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme);
        builder.Services.AddAuthorization();
        var app = builder.Build();
        var server = new OAuthServer(app, file);
        app.Use((context, next) => ProviderFaults.ApplyAsync(context, next, server.Requests, server.Faults));
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapPost("/connect/token", (Delegate)TokenAsync);
        app.MapGet("/me", (ClaimsPrincipal me) => me.FindFirstValue(Claims.Subject)).RequireAuthorization();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<DbContext>().Database.EnsureCreatedAsync(Cancel);
            await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(
                new OpenIddictApplicationDescriptor
                {
                    ClientId = RotationHouse.FirstValue(ClientId),
                    ClientSecret = RotationHouse.FirstValue(ClientSecret),
                    Permissions = { Permissions.Endpoints.Token, Permissions.GrantTypes.Password, Permissions.GrantTypes.RefreshToken },
                },
                Cancel);
        }

        await app.StartAsync(Cancel);
        server.Kind = OAuthServerKind.Lenient;
        return server;
    }

    public void Fail(string request, params ProviderFault[] faults) => Faults[request] = new(faults);

    /// <summary>Somebody signs in: a refresh token.</summary>
    public async Task<string> SignInAsync() =>
        (await AskAsync(new() { ["grant_type"] = "password", ["username"] = "anna", ["password"] = "any", ["scope"] = "offline_access" })).GetProperty("refresh_token").GetString()!;

    /// <summary>Whether it gives an access token for a refresh token, which is used up by that.</summary>
    public async Task<bool> AcceptsAsync(string refreshToken) =>
        (await AskAsync(new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken })).TryGetProperty("access_token", out _);

    /// <summary>Ends all tokens there are.</summary>
    public async Task RevokeAllAsync()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DbContext>().Database.ExecuteSqlAsync($"UPDATE OpenIddictTokens SET Status = 'revoked'", Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        File.Delete(_file);
    }

    // An answer without one means that the one in force goes on (RFC 6749, 6).
    private static ValueTask LeaveOut(OpenIddictServerEvents.ApplyTokenResponseContext context)
    {
        if (context.Options.DisableRollingRefreshTokens && context.Request?.IsRefreshTokenGrantType() is true)
            context.Response.RefreshToken = null;
        return default;
    }

    private static async Task<IResult> TokenAsync(HttpContext context)
    {
        const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
        var request = context.GetOpenIddictServerRequest()!;
        if (!request.IsPasswordGrantType())
            return Results.SignIn((await context.AuthenticateAsync(Scheme)).Principal!, authenticationScheme: Scheme);
        var identity = new ClaimsIdentity("tests", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, request.Username);
        identity.SetScopes(Scopes.OfflineAccess);
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: Scheme);
    }

    private async Task<JsonElement> AskAsync(Dictionary<string, string> fields)
    {
        fields["client_id"] = RotationHouse.FirstValue(ClientId);
        fields["client_secret"] = RotationHouse.FirstValue(ClientSecret);
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await _http.PostAsync(new Uri($"{Address}/connect/token"), content, Cancel);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }
}
