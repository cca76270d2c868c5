using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets.Vault.Tests.Rotation.Http;

/// <summary>A provider of keys: makes them, tells who one belongs to, ends them. What it knows is what counts in the end.</summary>
internal sealed class KeyProvider : IAsyncDisposable
{
    public const string AdminKey = "ACME_ADMIN_KEY";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, ProviderKey> _keys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ProviderKey> _made = new(StringComparer.Ordinal);

    private KeyProvider(WebApplication app) => _app = app;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>The values that it accepts.</summary>
    public IEnumerable<string> Accepted => _keys.Values.Select(key => key.Value);

    /// <summary>All values that it ever gave out, in no order.</summary>
    public ConcurrentBag<string> Given { get; } = [];

    /// <summary>What goes wrong, by method and path; the one that stands first is taken.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<ProviderFault>> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>The requests that came, by method and address.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public static async Task<KeyProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new KeyProvider(app);
        app.Use((context, next) => ProviderFaults.ApplyAsync(context, next, provider.Requests, provider.Faults));
        app.MapGet("/v1/keys/self", provider.Self);
        app.MapGet("/v1/keys", provider.List);
        app.MapPost("/v1/keys", provider.Create);
        app.MapDelete("/v1/keys/{id}", provider.End);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    /// <summary>A key that was made before.</summary>
    public void Seed(string value)
    {
        var key = new ProviderKey(NewId(), value, "seeded");
        _keys[key.Id] = key;
        Given.Add(value);
    }

    /// <summary>The id of a key that it accepts.</summary>
    public string IdOf(string value) => _keys.Values.Single(key => key.Value == value).Id;

    public void Fail(string request, params ProviderFault[] faults) => Faults[request] = new(faults);

    /// <summary>Knows no key any more, and does all as it is to be done.</summary>
    public void Reset()
    {
        _keys.Clear();
        Faults.Clear();
        Requests.Clear();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private IResult Self(HttpContext context) =>
        _keys.Values.FirstOrDefault(key => Bearer(context) == key.Value) is { } key ? Results.Json(new { id = key.Id, name = key.Name }) : Results.Unauthorized();

    private IResult List(HttpContext context) => IsAdmin(context)
        ? Results.Json(new { keys = _keys.Values.Select(key => new { id = key.Id, name = key.Name }) })
        : Results.Unauthorized();

    private IResult Create(HttpContext context, KeyRequest request)
    {
        if (!IsAdmin(context))
            return Results.Unauthorized();
        var mark = $"{context.Request.Headers["Idempotency-Key"]}";
        var key = mark.Length > 0 ? _made.GetOrAdd(mark, _ => Make(request.Name)) : Make(request.Name);
        return Results.Json(new { key = new { id = key.Id, value = key.Value } }, statusCode: StatusCodes.Status201Created);
    }

    private IResult End(HttpContext context, string id) =>
        !IsAdmin(context) ? Results.Unauthorized() : _keys.TryRemove(id, out _) ? Results.NoContent() : Results.NotFound();

    private ProviderKey Make(string name)
    {
        var key = new ProviderKey(NewId(), $"acme_{RandomNumberGenerator.GetHexString(40, lowercase: true)}", name);
        _keys[key.Id] = key;
        Given.Add(key.Value);
        return key;
    }

    private static bool IsAdmin(HttpContext context) => Bearer(context) == RotationHouse.FirstValue(AdminKey);

    private static string Bearer(HttpContext context) => $"{context.Request.Headers.Authorization}".Replace("Bearer ", "", StringComparison.Ordinal);

    private static string NewId() => RandomNumberGenerator.GetHexString(12, lowercase: true);
}
