namespace DevFlow.Hosting.Local;

/// <summary>How a process ended, for a person.</summary>
internal static class ExitText
{
    /// <summary>A process that a signal ended has the exit code 128 + the signal's number.</summary>
    /// <param name="exitCode">The exit code; null when it cannot be known.</param>
    public static string Of(int? exitCode) => exitCode is not { } code
        ? "exit code unknown"
        : !OperatingSystem.IsWindows() && Signal(code - 128) is { } signal ? $"exit code {code} ({signal})" : $"exit code {code}";

    /// <summary>Those whose numbers are the same everywhere.</summary>
    private static string? Signal(int number) => number switch
    {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        6 => "SIGABRT",
        8 => "SIGFPE",
        9 => "SIGKILL",
        11 => "SIGSEGV",
        13 => "SIGPIPE",
        14 => "SIGALRM",
        15 => "SIGTERM",
        _ => null,
    };
}
