using Microsoft.Extensions.Hosting;

namespace DevFlow.ServiceDefaults;

/// <summary>
/// Work beside the requests that no fault ends: what goes wrong is logged and the work begun again, after a pause that doubles while it does not
/// succeed. A fault that left a <see cref="BackgroundService"/> would end the whole service.
/// </summary>
/// <param name="time">Measures the pauses.</param>
public abstract class EnduringService(TimeProvider time) : BackgroundService
{
    private TimeSpan? _pause;

    /// <summary>The clock.</summary>
    protected TimeProvider Time { get; } = time;

    /// <summary>The pause after a first fault. Default 1 second.</summary>
    protected virtual TimeSpan FirstPause => TimeSpan.FromSeconds(1);

    /// <summary>The longest pause. Default 1 minute.</summary>
    protected virtual TimeSpan LongestPause => TimeSpan.FromMinutes(1);

    /// <summary>The work. When it returns, it is done for good.</summary>
    /// <param name="stoppingToken">Ends it.</param>
    protected abstract Task WorkAsync(CancellationToken stoppingToken);

    /// <summary>Logs what went wrong.</summary>
    /// <param name="reason">It, as far as it may be told; see <see cref="FaultText"/>.</param>
    protected abstract void Failed(string reason);

    /// <summary>Says that the work succeeds: the next fault is a first one again.</summary>
    protected void Succeeded() => _pause = null;

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stoppingToken);
                return;
            }
#pragma warning disable CA1031 // That is the point of it.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                if (stoppingToken.IsCancellationRequested)
                    return;
                Failed(FaultText.Of(fault));
            }

            var pause = _pause ?? FirstPause;
            _pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            // Not all services come back in the same instant.
            await Task.Delay(pause * (0.5 + (Random.Shared.NextDouble() / 2)), Time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
