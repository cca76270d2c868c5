using System.Collections.Concurrent;
using DevFlow.ServiceDefaults.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.ServiceDefaults.Tests.Hosted;

/// <summary>A service whose platform is partly hosted, before a real server that stands for the hosted part, and one that does not.</summary>
public sealed class HostedApiTests : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("devflow-test-").FullName;
    private readonly ConcurrentQueue<string?> _shown = new();
    private WebApplication _hosted = null!;
    private WebApplication _stranger = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _stranger = await StartAsync(app => app.MapGet("/{**path}", Note));
        _hosted = await StartAsync(app =>
        {
            app.MapGet("/elsewhere", (HttpContext context) => { Note(context); return Results.Redirect($"{_stranger.Urls.Single()}/caught"); });
            app.MapGet("/{**path}", Note);
        });
        Directory.CreateDirectory(Path.Combine(_root, "config"));
        await File.WriteAllTextAsync(
            Path.Combine(_root, "config", "secrets.yaml"), "devflow: { api_key: { env: DEVFLOW_API_KEY, required: [saas] } }\n", Cancel);
    }

    [Theory]
    [InlineData("saas")]
    [InlineData("hybrid")]
    public async Task The_key_is_shown_to_the_hosted_api_whether_called_by_address_or_by_a_service_that_is_hosted(string mode)
    {
        await using var service = await ServiceAsync(mode);
        using var client = service.Services.GetRequiredService<IHttpClientFactory>().CreateClient();

        await client.GetStringAsync(new Uri($"{_hosted.Urls.Single()}/by-address"), Cancel);
        await client.GetStringAsync(new Uri("https+http://workflow-engine/by-name"), Cancel);

        Assert.Equal([$"Bearer {Canary.Value}", $"Bearer {Canary.Value}"], _shown);
    }

    [Fact]
    public async Task Nobody_else_is_shown_the_key_not_even_by_a_redirect()
    {
        await using var service = await ServiceAsync("saas");
        using var client = service.Services.GetRequiredService<IHttpClientFactory>().CreateClient();

        await client.GetStringAsync(new Uri($"{_stranger.Urls.Single()}/asked"), Cancel);
        await client.GetStringAsync(new Uri($"{_hosted.Urls.Single()}/elsewhere"), Cancel);

        Assert.Equal([null, $"Bearer {Canary.Value}", null], _shown);
    }

    [Theory]
    [InlineData("local")]
    [InlineData("onprem")]
    public async Task Where_nothing_is_hosted_no_key_is_shown(string mode)
    {
        await using var service = await ServiceAsync(mode);
        using var client = service.Services.GetRequiredService<IHttpClientFactory>().CreateClient();

        await client.GetStringAsync(new Uri($"{_hosted.Urls.Single()}/by-address"), Cancel);

        Assert.Equal([null], _shown);
    }

    [Fact]
    public async Task Health_says_whether_the_hosted_api_answers_and_shows_no_key()
    {
        await using var service = await ServiceAsync("saas");
        using var client = new HttpClient { BaseAddress = new(service.Urls.Single()) };

        Assert.Contains("""{"name":"hosted-api","status":"Healthy","description":null}""", await client.GetStringAsync(new Uri("/health", UriKind.Relative), Cancel), StringComparison.Ordinal);
        await _hosted.StopAsync(Cancel);
        var without = await client.GetStringAsync(new Uri("/health", UriKind.Relative), Cancel);

        Assert.Contains("does not answer: is DEVFLOW_API_URL right", without, StringComparison.Ordinal);
        Assert.Equal([null], _shown);
        Canary.IsNotIn(without);
    }

    public async ValueTask DisposeAsync()
    {
        await _hosted.DisposeAsync();
        await _stranger.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private string Note(HttpContext context)
    {
        _shown.Enqueue(context.Request.Headers.Authorization);
        return "";
    }

    private async Task<WebApplication> ServiceAsync(string mode)
    {
        var lines = $"DEVFLOW_MODE={mode}\nDEVFLOW_API_URL={_hosted.Urls.Single()}\nDEVFLOW_API_KEY={Canary.Value}\nENABLE_METRICS=false\nLOG_LEVEL=ERROR\n";
        await File.WriteAllTextAsync(Path.Combine(_root, ".env"), lines, Cancel);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = _root });
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["DEVFLOW_ROOT"] = _root;
        builder.Configuration["services:workflow-engine:http:0"] = _hosted.Urls.Single();
        builder.AddServiceDefaults();
        var service = builder.Build();
        service.MapDefaultEndpoints();
        await service.StartAsync(Cancel);
        return service;
    }

    private static async Task<WebApplication> StartAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var app = builder.Build();
        app.UseRouting();
        map(app);
        await app.StartAsync(Cancel);
        return app;
    }
}
