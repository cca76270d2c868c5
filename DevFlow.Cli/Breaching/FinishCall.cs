namespace DevFlow.Cli.Breaching;

/// <param name="Note">What a person did.</param>
internal sealed record FinishCall(string Note);
