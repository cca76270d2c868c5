namespace DevFlow.Hosting.Local;

/// <summary>The signals that ask a process to end; the numbers are those of POSIX.</summary>
public enum StopSignal
{
    /// <summary>SIGINT: for PostgreSQL, end now and roll back what is open.</summary>
    Interrupt = 2,

    /// <summary>SIGTERM: end in good order.</summary>
    Terminate = 15,
}
