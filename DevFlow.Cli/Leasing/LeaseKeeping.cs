using DevFlow.Cli.Engine;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Leasing;

/// <summary>A lease for as long as a program runs: renewed halfway to its end, and ended with the program.</summary>
/// <param name="engine">Whose lease it is.</param>
/// <param name="lease">The lease.</param>
/// <param name="ttl">What was asked for; null for the profile's default.</param>
/// <param name="time">Measures the pauses.</param>
internal sealed class LeaseKeeping(EngineClient engine, LeaseOutput lease, TimeSpan? ttl, TimeProvider time)
{
    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(1);

    // An engine that is away ends it by its expiry; nobody waits long for that.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private string Path => $"api/v1/leases/{lease.Id}";

    /// <summary>Renews until it is told to stop. What cannot be renewed is said once, and tried again.</summary>
    public async Task RenewAsync(CancellationToken stopping)
    {
        // Both times are the engine's: a clock that goes wrong here shortens nothing.
        var half = (lease.ExpiresAt - lease.OpenedAt) / 2;
        var pause = half;
        var isSaid = false;
        while (true)
        {
            await Task.Delay(pause > _shortest ? pause : _shortest, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
                return;
            try
            {
                await engine.Api.PostAsync($"{Path}/renew", new LeaseRequest(Profile: null, Seconds(ttl)), JsonContext.Default.LeaseRequest, JsonContext.Default.LeaseOutput, stopping);
                (pause, isSaid) = (half, false);
            }
            catch (VaultException fault)
            {
                if (!isSaid)
                    Talk.Warning($"the lease {lease.Login} is not renewed: {fault.Message}");
                isSaid = true;
                // It has ended, or is not to be had any more: asking again changes nothing.
                if (fault.Error is not VaultError.Unavailable)
                    return;
                pause = half / 5;
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    public async Task EndAsync()
    {
        using var patience = new CancellationTokenSource(_patience, time);
        try
        {
            await engine.Api.DeleteAsync(Path, patience.Token);
        }
        catch (Exception fault) when (fault is VaultException or OperationCanceledException)
        {
            Talk.Warning($"the lease {lease.Login} could not be ended; it ends by itself when it expires: {(fault is VaultException ? fault.Message : "the engine takes too long")}");
        }
    }

    public static int? Seconds(TimeSpan? ttl) => ttl is { } known ? (int)known.TotalSeconds : null;
}
