using System.IO.Pipelines;
using System.Text.Json;
using DevFlow.Dashboard.Feed;
using DevFlow.Dashboard.SignIn;
using DevFlow.Dashboard.Telemetry;
using DevFlow.Hosting.Dashboard;
using DevFlow.Hosting.Local;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace DevFlow.Dashboard.Tests;

/// <summary>The real dashboard on ports of its own, with the test in the app host's place.</summary>
internal sealed class RunningDashboard : IAsyncDisposable
{
    public const string OtlpKey = "the-key-for-telemetry";

    private static readonly HashSet<int> _given = [];

    private readonly WebApplication _app;
    private readonly StreamWriter _toDashboard;
    private readonly StreamReader _fromDashboard;
    private readonly List<IPage> _pages = [];

    private RunningDashboard(WebApplication app, StreamWriter toDashboard, StreamReader fromDashboard, DashboardOptions options)
    {
        _app = app;
        _toDashboard = toDashboard;
        _fromDashboard = fromDashboard;
        Options = options;
    }

    public DashboardOptions Options { get; }

    public IServiceProvider Services => _app.Services;

    public TraceStore Traces => Services.GetRequiredService<TraceStore>();

    public LogStore Logs => Services.GetRequiredService<LogStore>();

    public MetricStore Metrics => Services.GetRequiredService<MetricStore>();

    public static async Task<RunningDashboard> StartAsync(Func<DashboardOptions, DashboardOptions>? with = null, IReadOnlyList<DashboardSecret>? secrets = null, string token = "the-token", bool welcome = true)
    {
        var options = new DashboardOptions { Url = FreeUrl(), OtlpGrpcUrl = FreeUrl(), OtlpHttpUrl = FreeUrl() };
        options = with?.Invoke(options) ?? options;
        var (toDashboard, fromDashboard) = (new Pipe(), new Pipe());
        var app = DashboardApplication.Create([.. ArgumentsOf(options)], new StreamReader(toDashboard.Reader.AsStream()), new StreamWriter(fromDashboard.Writer.AsStream()));
        var dashboard = new RunningDashboard(app, new(toDashboard.Writer.AsStream()), new(fromDashboard.Reader.AsStream()), options);
        await app.StartAsync(TestContext.Current.CancellationToken);
        if (welcome)
            await dashboard.WelcomeAsync(secrets, token);
        return dashboard;
    }

    /// <summary>The first thing that the app host says.</summary>
    public Task WelcomeAsync(IReadOnlyList<DashboardSecret>? secrets = null, string token = "the-token") => SendAsync(new Welcome("the-app", token, OtlpKey, secrets ?? []));

    /// <summary>What is logged from now on.</summary>
    public RecordedLog Log()
    {
        var log = new RecordedLog();
        Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        return log;
    }

    /// <summary>The address of a page, for a browser that has not signed in yet.</summary>
    public string LinkTo(string path)
    {
        var token = Guid.NewGuid().ToString("N");
        Services.GetRequiredService<OneTimeTokens>().Add(token);
        return $"{Options.Url}/login?t={token}&returnUrl={Uri.EscapeDataString(path)}";
    }

    /// <summary>Opens a page in a browser that signs in with a link of its own, and waits until it is alive. The browser's window closes with the dashboard.</summary>
    public async Task ShowAsync(IPage page, string path)
    {
        _pages.Add(page);
        await page.GotoAsync(LinkTo(path));
        await page.Locator("main[data-live]").WaitForAsync();
    }

    /// <summary>Says something to the dashboard, as the app host does.</summary>
    public async Task SendAsync(FeedMessage message)
    {
        await _toDashboard.WriteLineAsync(JsonSerializer.Serialize(message, FeedJson.Default.FeedMessage));
        await _toDashboard.FlushAsync();
    }

    /// <summary>Waits until the dashboard has taken in all that was said to it.</summary>
    public async Task SettleAsync()
    {
        var mark = $"mark-{Guid.NewGuid():N}";
        var board = Services.GetRequiredService<ConsoleBoard>();
        await SendAsync(new ConsoleWritten(mark, [new(1, default, "", IsError: false)]));
        while (board.Lines(mark).Count == 0)
            await Task.Yield();
    }

    /// <summary>What the dashboard says next.</summary>
    public async Task<DashboardMessage> ReadAsync() =>
        JsonSerializer.Deserialize((await _fromDashboard.ReadLineAsync(TestContext.Current.CancellationToken))!, FeedJson.Default.DashboardMessage)!;

    /// <summary>An address that nobody has now, and that no other test is given.</summary>
    public static string FreeUrl()
    {
        lock (_given)
            return $"http://localhost:{Ports.Free(_given)}";
    }

    public async ValueTask DisposeAsync()
    {
        // A window that stays would ask for the dashboard for ever.
        foreach (var page in _pages)
            await page.Context.CloseAsync();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static IEnumerable<string> ArgumentsOf(DashboardOptions options) => typeof(DashboardOptions).GetProperties()
        .Where(property => property.GetValue(options) is not null)
        .Select(property => $"--{DashboardOptions.DefaultSection}:{property.Name}={property.GetValue(options)}");
}
