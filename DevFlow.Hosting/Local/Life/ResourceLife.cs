using System.Diagnostics.CodeAnalysis;

namespace DevFlow.Hosting.Local;

/// <summary>One life of a resource: it waits for others, is prepared, runs, and ends by itself or because it is told to.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A start command may come after the end; the source has no timer to let go of.")]
internal sealed class ResourceLife
{
    private readonly LifeEnd _end = new();
    private readonly CancellationTokenSource _waited = new();

    private ResourceLife()
    {
    }

    /// <summary>Completes, never with an exception, once nothing of this life is left.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    public static ResourceLife Begin(ResourceStatus status, ResourceWaits waits, ResourceProcess process)
    {
        var life = new ResourceLife();
        life.Ended = Task.Run(() => life.LiveAsync(status, waits, process), CancellationToken.None);
        return life;
    }

    /// <summary>Whoever starts a resource that waits wants it without what it waits for.</summary>
    public void EndWaiting() => _waited.Cancel();

    /// <summary>An end that is under way takes no more time.</summary>
    public void Hurry() => _end.Hurry();

    /// <summary>Ends it and returns once it has ended.</summary>
    /// <param name="ofTheApplication">Whether the application ends; what is persistent lives on then.</param>
    /// <param name="impatient">Ends it at once.</param>
    public async Task EndAsync(bool ofTheApplication, CancellationToken impatient)
    {
        await _end.AskAsync(ofTheApplication);
        await using (impatient.UnsafeRegister(static end => ((LifeEnd)end!).Hurry(), _end))
            await Ended;
    }

    private async Task LiveAsync(ResourceStatus status, ResourceWaits waits, ResourceProcess process)
    {
        try
        {
            await WaitAsync(waits);
            await process.RunAsync(_end);
        }
        catch (OperationCanceledException) when (_end.Asked.IsCancellationRequested)
        {
            status.Stopped(exitCode: null);
        }
        catch (Exception fault)
        {
            // Whatever went wrong, in a callback of the app host or in a stand-in, is told of this resource and spares the others.
            var reason = fault is DistributedApplicationException ? fault.Message : $"{fault.GetType().Name}: {fault.Message}";
            status.Say(reason);
            status.Failed(reason);
        }
    }

    private async Task WaitAsync(ResourceWaits waits)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_end.Asked, _waited.Token);
        try
        {
            await waits.MetAsync(either.Token);
        }
        catch (OperationCanceledException) when (!_end.Asked.IsCancellationRequested)
        {
            // Started without what it waited for.
        }
    }
}
