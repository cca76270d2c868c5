namespace DevFlow.Hosting.Dashboard;

/// <summary>How a command ended that the dashboard asked for.</summary>
/// <param name="Id">The id that the dashboard gave it.</param>
/// <param name="Error">Why it failed, for a person; null when it succeeded.</param>
internal sealed record CommandEnded(int Id, string? Error) : FeedMessage;
