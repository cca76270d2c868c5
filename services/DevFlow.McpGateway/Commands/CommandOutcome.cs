using System.ComponentModel;

namespace DevFlow.McpGateway.Commands;

/// <summary>What a command did.</summary>
internal sealed record CommandOutcome(
    string Command,
    [property: Description("The exit code; null when it was ended because it took too long.")] int? ExitCode,
    [property: Description("Whether it was ended because it took too long.")] bool TimedOut,
    [property: Description("Its standard output, with *** in the place of every secret.")] string Output,
    [property: Description("Its standard error, with *** in the place of every secret.")] string Error,
    [property: Description("Whether more was printed than is kept.")] bool Truncated);
