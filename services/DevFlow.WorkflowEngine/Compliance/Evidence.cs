namespace DevFlow.WorkflowEngine.Compliance;

/// <summary>What was asked for a control, and what came of it.</summary>
/// <param name="Statement">What is to hold.</param>
/// <param name="Query">How it was asked: the statement that was sent to the database, or what was looked at.</param>
/// <param name="Result">The answer.</param>
/// <param name="Holds">Whether it holds; null for a fact that proves nothing by itself.</param>
/// <param name="Gap">What is lacking, and what to do; null where nothing is.</param>
internal sealed record Evidence(string Statement, string Query, string Result, bool? Holds, string? Gap);
