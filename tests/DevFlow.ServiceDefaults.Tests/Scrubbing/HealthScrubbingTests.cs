using DevFlow.Secrets;
using DevFlow.ServiceDefaults.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.ServiceDefaults.Tests.Scrubbing;

public class HealthScrubbingTests
{
    [Theory]
    [InlineData(true, "no login with ***")]
    [InlineData(false, "no login with plain")]
    public async Task What_a_check_says_is_masked(bool masked, string expected)
    {
        var scrubber = new SecretScrubber();
        scrubber.Register(Canary.Value);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder.Services.AddHealthChecks().AddCheck("db", () => HealthCheckResult.Unhealthy($"no login with {(masked ? Canary.Value : "plain")}"));
        if (masked)
            builder.AddSecretScrubbing(scrubber);
        await using var app = builder.Build();
        app.UseRouting();
        app.MapDefaultEndpoints();
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient();

        using var answer = await http.GetAsync(new Uri($"{app.Urls.Single()}/health"), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Contains(expected, text, StringComparison.Ordinal);
        Canary.IsNotIn(text);
    }
}
