namespace DevFlow.Cli.Breaching;

/// <summary>One thing that would be done about a breach.</summary>
internal sealed record PlannedActionOutput(int Phase, string Kind, string Subject, string Detail, bool IsForPerson);
