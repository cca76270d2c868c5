using System.Net.Http.Json;
using DevFlow.ConnectEmulator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.AppHost.Tests;

/// <summary>Whether a Connect server is ready is said by the inside of its /health, which answers 200 throughout.</summary>
public sealed class ReadinessTests : IAsyncLifetime
{
    private const string Token = "token-canary-0123456789";

    private ConnectEmulatorServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ConnectEmulatorServer.StartAsync(new() { Quiet = true, Token = Token }, Cancel);

    [Theory]
    [InlineData("ready", HealthStatus.Healthy, null)]
    [InlineData("not-synced", HealthStatus.Unhealthy, "account_data is NOT_SYNCED")]
    public async Task A_server_is_ready_when_its_parts_are(string state, HealthStatus status, string? says)
    {
        await SetAsync(state);

        var result = await CheckAsync(Token);

        Assert.Equal(status, result.Status);
        Assert.Contains(says ?? "", result.Description ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_waits_for_a_first_token_is_woken_by_the_question()
    {
        await SetAsync("starting");

        await CheckAsync(Token);

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(Token)).Status);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_not_ready_and_no_token_is_named()
    {
        await _server.StopAsync(Cancel);

        var result = await CheckAsync(Token);

        Assert.Equal(HealthStatus.Unhealthy, result.Status);
        Assert.DoesNotContain(Token, result.Description + result.Exception, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task SetAsync(string state)
    {
        using var client = new HttpClient { BaseAddress = _server.Address };
        using var answer = await client.PostAsJsonAsync("/emulator/health", new { state }, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>The check as the application runs it, found by the name that the resource bears it under.</summary>
    private async Task<HealthReportEntry> CheckAsync(string token)
    {
        var builder = DistributedApplication.CreateBuilder([]);
        var connect = builder.AddOnePasswordConnect("onepassword", builder.AddParameter("token", () => token, secret: true));
        var http = connect.Resource.Annotations.OfType<EndpointAnnotation>().Single(endpoint => endpoint.Name == "http");
        http.AllocatedEndpoint = new(http, "localhost", _server.Address.Port);
        await using var app = builder.Build();
        var checks = app.Services.GetRequiredService<HealthCheckService>();
        return (await checks.CheckHealthAsync(check => check.Name == "onepassword_ready", Cancel)).Entries["onepassword_ready"];
    }
}
