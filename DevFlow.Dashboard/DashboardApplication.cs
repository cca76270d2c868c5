using DevFlow.Dashboard.Addresses;
using DevFlow.Dashboard.Components;
using DevFlow.Dashboard.Components.Console;
using DevFlow.Dashboard.Feed;
using DevFlow.Dashboard.Guards;
using DevFlow.Dashboard.Otlp;
using DevFlow.Dashboard.Prometheus;
using DevFlow.Dashboard.Secrets;
using DevFlow.Dashboard.SignIn;
using DevFlow.Dashboard.Telemetry;
using Microsoft.FluentUI.AspNetCore.Components;

namespace DevFlow.Dashboard;

/// <summary>The dashboard put together, each part by its own extension.</summary>
internal static class DashboardApplication
{
    /// <param name="args">Settings, as <c>--Dashboard:Url=…</c>.</param>
    /// <param name="input">What the app host says.</param>
    /// <param name="output">What it is told.</param>
    public static WebApplication Create(string[] args, TextReader input, TextWriter output)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ApplicationName = typeof(DashboardApplication).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        var options = builder.Configuration.GetSection(DashboardOptions.DefaultSection).Get<DashboardOptions>() ?? new();
        // It runs as it was built, not as it would be published: its files and the component library's lie where the build found them.
        builder.WebHost.UseStaticWebAssets();
        builder.UseAddresses(options);
        // Warnings alone: what it does at the level below is log the addresses asked for, and a link holds a token.
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddSimpleConsole().Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddFeed(input, output);
        builder.Services.AddSignIn(options);
        builder.Services.AddTelemetry();
        builder.Services.AddSecretsLedger();
        builder.AddOtlp(options);
        builder.Services.AddFluentUIComponents();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();

        var app = builder.Build();
        app.UseLoopbackGuard();
        app.UseSecurityHeaders();
        app.UsePrometheus();
        app.UseAddresses();
        app.UseOtlp();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapSignIn();
        app.MapOtlp(options);
        app.MapConsoleDownload();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}
