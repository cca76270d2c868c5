using System.Security.Cryptography;
using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace DevFlow.Hosting.Dashboard;

/// <summary>
/// Keeps the dashboard running beside the application, which never waits for it: when it cannot start, that is said and the application
/// goes on without; when it ends, it is started again and told everything anew.
/// </summary>
internal sealed class DashboardHost(
    DistributedApplicationModel model,
    LocalEngineOptions options,
    IConfiguration configuration,
    IHostEnvironment environment,
    DashboardLaunch launch,
    DashboardTelemetry telemetry,
    KnownSecrets secrets,
    ResourceLoggerService logs,
    Notices notices,
    Func<LogBacklog, DashboardProcess> processes,
    IEnumerable<DashboardSecret> registered,
    IEnumerable<DashboardMask> masks,
    TimeProvider time,
    DashboardProject? project = null) : IAsyncDisposable
{
    /// <summary>The name of its log and of its folder.</summary>
    public const string Name = "dashboard";

    // What does not come up at once seldom does.
    private const int MostEndsBeforeReady = 3;

    private readonly CancellationTokenSource _stopping = new();
    private readonly string _otlpKey = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private Task _work = Task.CompletedTask;

    /// <summary>Starts it, in the background.</summary>
    /// <exception cref="DistributedApplicationException">A setting cannot be read, or is not of this machine.</exception>
    public void Start()
    {
        if (project is null)
            return;
        var promised = model.Resources.SelectMany(resource => resource.Endpoints()).Select(endpoint => endpoint.AllocatedEndpoint?.Port ?? 0).ToHashSet();
        var addresses = new DashboardSettings(configuration).Read().WithFreePorts(options.RandomizePorts, promised);
        if (Prepare(project, addresses) is not { } spec)
            return;
        telemetry.SendTo(addresses, _otlpKey);
        secrets.Add(_otlpKey);
        foreach (var resource in model.Resources)
            secrets.AddBehind(resource);
        _work = Task.Run(() => RunAsync(spec, addresses), CancellationToken.None);
    }

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _work;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    /// <returns>How to start it; null when it cannot be, which has been said.</returns>
    private LaunchSpec? Prepare(DashboardProject dashboard, DashboardAddresses addresses)
    {
        try
        {
            if (model.Resources.Any(resource => string.Equals(resource.Name, Name, StringComparison.OrdinalIgnoreCase)))
                throw new DistributedApplicationException($"a resource is called '{Name}'; give it another name");
            if (addresses.All.FirstOrDefault(address => !Ports.IsFree(address.Port)) is { } taken)
            {
                throw new DistributedApplicationException(
                    $"port {taken.Port} ({taken.Setting}) is in use by another program{PortHolder.Words(taken.Port)}; stop that program, or choose another port with {taken.Setting}");
            }

            PrivateFolder.Create(launch.DataDirectory);
            return launch.Of(dashboard, addresses, message => Log(message));
        }
        catch (Exception fault) when (fault is DistributedApplicationException or IOException or UnauthorizedAccessException)
        {
            GoOnWithout(fault.Message.Split('\n')[0]);
            return null;
        }
    }

    private async Task RunAsync(LaunchSpec spec, DashboardAddresses addresses)
    {
        try
        {
            await KnownSecrets.AskAsync(model.Resources.OfType<ParameterResource>());
            await KeepRunningAsync(spec, addresses);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The application stops.
        }
        catch (DistributedApplicationException fault)
        {
            GoOnWithout(secrets.Now.Hide(fault.Message).Split('\n')[0]);
        }
        catch (Exception fault)
        {
            // Whatever it is, it is no reason for the application to end otherwise than it would without a dashboard.
            GoOnWithout(secrets.Now.Hide($"{fault.GetType().Name}: {fault.Message}").Split('\n')[0]);
        }
    }

    private async Task KeepRunningAsync(LaunchSpec spec, DashboardAddresses addresses)
    {
        var ends = 0;
        while (true)
        {
            secrets.Add(masks);
            var process = processes(logs.Log(Name));
            var started = time.GetTimestamp();
            var exitCode = await process.RunAsync(spec, NewWelcome(), addresses.Page.Url, _stopping.Token);
            var how = ExitText.Of(exitCode);
            if (_stopping.IsCancellationRequested)
            {
                Log($"ended with {how}: the application stops");
                return;
            }

            ends = time.GetElapsedTime(started) > options.Restart.Steady ? 1 : ends + 1;
            if (ends > options.Restart.Limit || (!process.WasReady && ends >= MostEndsBeforeReady))
            {
                GoOnWithout($"{(ends == 1 ? "it" : $"{ends} times in a row it")} ended with {how}{LastWords()}");
                return;
            }

            var pause = options.Restart.PauseBefore(ends);
            Log($"ended with {how}; starting it again in {pause.TotalSeconds:0.##} s");
            if (process.WasReady && ends == 1)
                notices.Warn($"the dashboard ended with {how} and is started again; the services are not touched. Its log is {LogPath}.");
            await Task.Delay(pause, time, _stopping.Token);
            if (Prepare(project!, addresses) is null)
                return;
        }
    }

    private Welcome NewWelcome()
    {
        var token = DashboardLinks.NewToken();
        secrets.Add(token);
        return new(environment.ApplicationName, token, _otlpKey, [.. registered]);
    }

    private string LogPath => Path.Combine(options.DataDirectory, "logs", $"{Name}.log");

    private string LastWords()
    {
        var words = logs.Log(Name).Last(100).Where(line => line.IsErrorMessage).Select(line => line.Content.Trim()).Where(line => line.Length > 0).ToList();
        // What follows an exception's first line is where it came from.
        return (words.FindLast(line => line.StartsWith("Unhandled exception", StringComparison.Ordinal)) ?? words.LastOrDefault()) is { } last
            ? $": {last} Its log is {LogPath}"
            : "";
    }

    private void Log(string message) => logs.Log(Name).Add(message, isError: false);

    private void GoOnWithout(string reason)
    {
        Log(reason);
        notices.Warn($"the application runs without its dashboard: {reason.TrimEnd('.')}.");
    }
}
