using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using DevFlow.Secrets.Vault;
using DevFlow.ServiceDefaults;
using DevFlow.WorkflowEngine.Database;

namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>Renews the tokens of people's accounts before they run out.</summary>
internal sealed partial class IntegrationRefreshService(
    ProviderRefresh refresh, Providers providers, IntegrationOptions options, DatabaseSetupProgress progress, TimeProvider time, ILogger<IntegrationRefreshService> logger)
    : EnduringService(time)
{
    // One that is slow is not in the way of all others.
    private const int SideBySide = 4;

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        await progress.DoneAsync(stoppingToken);
        while (true)
        {
            var due = await refresh.DueAsync(stoppingToken);
            var faults = new ConcurrentQueue<Exception>();
            await Parallel.ForEachAsync(
                due,
                new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = stoppingToken },
                async (one, _) => await TryAsync(one.User, one.Provider, faults, stoppingToken));
            if (faults.TryPeek(out var fault))
                ExceptionDispatchInfo.Throw(fault);
            Succeeded();
            await Task.Delay(TimeSpan.FromSeconds(options.RefreshSeconds), Time, stoppingToken);
        }
    }

    protected override void Failed(string reason) => LogLater(reason);

    // A fault at one account ends the work at no other; when all have had their turn, the next round waits.
    private async Task TryAsync(Guid user, string name, ConcurrentQueue<Exception> faults, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(user, name, cancellationToken);
        }
#pragma warning disable CA1031 // It is thrown when all have had their turn.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            faults.Enqueue(fault);
        }
    }

    private async Task RunAsync(Guid user, string name, CancellationToken cancellationToken)
    {
        var provider = providers.Get(name);
        var (application, _) = await providers.FindAsync(provider, cancellationToken);
        var outcome = await refresh.RunAsync(user, provider, application, isAsked: false, cancellationToken);
        IntegrationTelemetry.Refreshed(name, outcome);
        if (outcome is RefreshOutcome.PutOff)
            LogPutOff(user, name);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the token of user:{User} at {Provider} could not be renewed now; it is tried again")]
    private partial void LogPutOff(Guid user, string provider);

    [LoggerMessage(Level = LogLevel.Warning, Message = "tokens of people's accounts are not renewed now: {Reason}")]
    private partial void LogLater(string reason);
}
