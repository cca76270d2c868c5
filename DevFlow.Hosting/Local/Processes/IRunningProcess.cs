namespace DevFlow.Hosting.Local;

/// <summary>A process that runs for a resource.</summary>
internal interface IRunningProcess
{
    /// <summary>The process id.</summary>
    int Id { get; }

    /// <summary>The exit code, once the process has ended and nothing of its group is left; null when it cannot be known.</summary>
    Task<int?> Exited { get; }

    /// <summary>Whether it lives on when the application ends.</summary>
    bool OutlivesTheApplication { get; }

    /// <summary>Asks the whole group to end, and ends it when it has not within the grace period.</summary>
    /// <param name="grace">The grace period.</param>
    /// <param name="impatient">Ends the grace period early.</param>
    Task StopAsync(TimeSpan grace, CancellationToken impatient);

    /// <summary>Looks after it no longer.</summary>
    Task LetGoAsync();
}
