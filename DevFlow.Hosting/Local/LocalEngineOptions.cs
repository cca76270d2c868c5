namespace DevFlow.Hosting.Local;

/// <summary>How the engine is set up; read from the configuration by <see cref="LocalEngineSettings"/>.</summary>
internal sealed record LocalEngineOptions
{
    /// <summary>Where data, generated parameters and logs are kept between runs.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Whether every endpoint takes a free port, whatever it asks for: so in tests.</summary>
    public bool RandomizePorts { get; init; }

    /// <summary>How long a process that was asked to end may take before it is killed.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a resource may run without being healthy before that is reported.</summary>
    public TimeSpan HealthyWithin { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>When a process that ended by itself is started again.</summary>
    public RestartPolicy Restart { get; init; } = RestartPolicy.Default;

    /// <summary>The size at which a log file makes way for the next, in bytes.</summary>
    public long LogFileSize { get; init; } = 10 * 1024 * 1024;

    /// <summary>How many log files of one resource are kept, the present one included.</summary>
    public int LogFiles { get; init; } = 5;

    /// <summary>Whether the console is left to somebody else: so in tests.</summary>
    public bool Quiet { get; init; }
}
