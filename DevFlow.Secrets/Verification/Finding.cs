namespace DevFlow.Secrets;

/// <summary>One thing that a check found: what is wrong, where, and what to do. Never a part of a value.</summary>
/// <param name="Severity">Whether it stops a start.</param>
/// <param name="Rule">The rule's short name, such as <c>key-required</c>; stable, for machines.</param>
/// <param name="Where">A place a person can go to: <c>.env:31:5</c>, <c>config/secrets.yaml:12:10</c>, <c>environment</c>.</param>
/// <param name="Key">The key concerned, if it is about one.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record Finding(FindingSeverity Severity, string Rule, string Where, string? Key, string Message, string? Remedy);
