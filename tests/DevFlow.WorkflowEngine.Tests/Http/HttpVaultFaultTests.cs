using DevFlow.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DevFlow.WorkflowEngine.Tests.Http;

/// <summary>A hosted vault that is gone, wrong or torn off half-way.</summary>
public sealed class HttpVaultFaultTests
{
    private const string Canary = "canary-of-a-vault-0123456789";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200, "text/html", "<html>" + Canary)]
    [InlineData(200, "application/json", "{\"value\":\"" + Canary)]
    [InlineData(200, "application/json", "[\"" + Canary + "\"]")]
    [InlineData(500, "text/plain", Canary)]
    [InlineData(502, "application/problem+json", "{\"detail\":")]
    [InlineData(429, "text/plain", "")]
    public async Task An_answer_that_cannot_be_used_is_unavailable_and_not_quoted(int status, string type, string body)
    {
        await using var host = await StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            return context.Response.WriteAsync(body);
        });
        using var http = new HttpClient { BaseAddress = new(host.Urls.First()) };

        var fault = await Assert.ThrowsAsync<VaultException>(() => new HttpUserSecrets(http).TryReadAsync("token", version: null, Cancel));

        Assert.Equal(VaultError.Unavailable, fault.Error);
        Assert.DoesNotContain(Canary, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_gone_is_unavailable()
    {
        var host = await StartAsync(_ => Task.CompletedTask);
        using var http = new HttpClient { BaseAddress = new(host.Urls.First()) };
        await host.DisposeAsync();

        var fault = await Assert.ThrowsAsync<VaultException>(() => new HttpProjectSecrets(http).TryReadAsync("web", "staging", "KEY", Cancel));

        Assert.Equal(VaultError.Unavailable, fault.Error);
        Assert.Contains("does not answer", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_tears_off_half_way_is_unavailable()
    {
        await using var host = await StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("{\"value\":\"" + Canary);
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        using var http = new HttpClient { BaseAddress = new(host.Urls.First()) };

        var fault = await Assert.ThrowsAsync<VaultException>(() => new HttpUserSecrets(http).TryReadAsync("token", version: null, Cancel));

        Assert.Equal(VaultError.Unavailable, fault.Error);
        Assert.DoesNotContain(Canary, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_for_a_slow_one_can_be_given_up()
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var host = await StartAsync(async context =>
        {
            await giveUp.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var http = new HttpClient { BaseAddress = new(host.Urls.First()) };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new HttpUserSecrets(http).TryReadAsync("token", version: null, giveUp.Token));
    }

    [Theory]
    [InlineData("..", "staging", "KEY")]
    [InlineData("web/../other", "staging", "KEY")]
    [InlineData("Web", "staging", "KEY")]
    [InlineData("web", "../other/staging", "KEY")]
    [InlineData("web", "Staging", "KEY")]
    [InlineData("web", "staging", "KEY/../OTHER")]
    [InlineData("web", "staging", "KEY?source=vault")]
    public async Task A_name_that_would_lead_elsewhere_is_not_sent(string project, string environment, string key)
    {
        var asked = 0;
        await using var host = await StartAsync(_ =>
        {
            asked++;
            return Task.CompletedTask;
        });
        using var http = new HttpClient { BaseAddress = new(host.Urls.First()) };

        var fault = await Assert.ThrowsAsync<VaultException>(() => new HttpProjectSecrets(http).TryReadAsync(project, environment, key, Cancel));

        Assert.Equal((VaultError.Invalid, 0), (fault.Error, asked));
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(Cancel);
        return app;
    }
}
