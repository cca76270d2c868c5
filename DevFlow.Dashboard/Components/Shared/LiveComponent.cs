using Microsoft.AspNetCore.Components;

namespace DevFlow.Dashboard.Components.Shared;

/// <summary>
/// A page that follows what it shows: it looks four times a second whether anything changed, and draws again only then. Whoever
/// changes something never waits for those who look.
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _gone = new();
    private long _seen;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    protected LiveComponent() => Gone = _gone.Token;

    /// <summary>Cancelled when the page is left. Kept, as its source no longer gives it after that.</summary>
    protected CancellationToken Gone { get; }

    /// <summary>A number that differs after every change of what is shown.</summary>
    protected abstract long Version { get; }

    /// <summary>Takes in what changed, before it is drawn again. Default: nothing to do.</summary>
    protected virtual Task OnChangedAsync() => Task.CompletedTask;

    protected override void OnAfterRender(bool firstRender)
    {
        // Only here: a page that is drawn on the server first, as HTML, is not followed.
        if (firstRender)
            _ = FollowAsync();
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_gone.IsCancellationRequested)
        {
            _gone.Cancel();
            _gone.Dispose();
        }
    }

    private async Task FollowAsync()
    {
        using var timer = new PeriodicTimer(_pace, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(Gone))
            {
                if (Version == _seen)
                    continue;
                _seen = Version;
                await InvokeAsync(OnChangedAsync);
                await InvokeAsync(StateHasChanged);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left.
        }
        catch (Exception fault)
        {
            await DispatchExceptionAsync(fault);
        }
    }
}
