using System.Diagnostics.CodeAnalysis;

namespace DevFlow.Hosting.Local;

/// <summary>
/// Starts and stops one resource, one thing after the other: however many ask at the same time, there is never more than one
/// life, and so never more than one process.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Commands may come after the end; the semaphore's wait handle is never made.")]
internal sealed class ResourceRunner(ResourceStatus status, ResourceWaits waits, ResourceProcess process)
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private ResourceLife? _life;
    private bool _closed;

    /// <summary>Begins a life, unless one goes on; a life that waits for others goes on without them then.</summary>
    /// <exception cref="DistributedApplicationException">The application stops.</exception>
    public Task StartAsync() => InTurnAsync(() =>
    {
        if (_life is { Ended.IsCompleted: false })
            _life.EndWaiting();
        else
            Begin();
        return Task.CompletedTask;
    });

    /// <summary>Ends the life that goes on, if there is one.</summary>
    public Task StopAsync() => InTurnAsync(() => EndAsync(ofTheApplication: false, CancellationToken.None));

    /// <summary>Ends the life that goes on, if there is one, and begins the next.</summary>
    public Task RestartAsync() => InTurnAsync(async () =>
    {
        await EndAsync(ofTheApplication: false, CancellationToken.None);
        Begin();
    });

    /// <summary>Ends the life that goes on; no other begins after it.</summary>
    /// <param name="impatient">Ends it at once.</param>
    public async Task CloseAsync(CancellationToken impatient)
    {
        // A stop that is under way holds the turn for as long as the grace period; it is hurried with the rest.
        _closed = true;
        await using var hurry = impatient.UnsafeRegister(static life => ((ResourceLife?)life)?.Hurry(), _life);
        await InTurnAsync(() => EndAsync(ofTheApplication: true, impatient));
    }

    private async Task InTurnAsync(Func<Task> action)
    {
        await _turn.WaitAsync();
        try
        {
            await action();
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Begin()
    {
        if (_closed)
            throw new DistributedApplicationException("The application stops; nothing is started any more.");
        // Told here already, so that whoever waits after this does not take the end of the last life for that of the next.
        status.Starting();
        _life = ResourceLife.Begin(status, waits, process);
    }

    private Task EndAsync(bool ofTheApplication, CancellationToken impatient) =>
        _life is null ? Task.CompletedTask : _life.EndAsync(ofTheApplication, impatient);
}
