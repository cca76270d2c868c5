namespace DevFlow.Hosting.Dashboard;

/// <summary>Lines that a resource wrote.</summary>
internal sealed record ConsoleWritten(string Resource, IReadOnlyList<ConsoleLine> Lines) : FeedMessage;
