namespace DevFlow.Cli;

/// <summary>One of several things that keep a command from its work.</summary>
/// <param name="Where">The place: <c>config.tpl:3:7</c>, a key.</param>
/// <param name="Message">What is wrong there. Never a part of a value.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="ExitCode">See <see cref="ExitCodes"/>.</param>
internal sealed record Problem(string Where, string Message, string? Remedy, int ExitCode = ExitCodes.CheckFailed);
