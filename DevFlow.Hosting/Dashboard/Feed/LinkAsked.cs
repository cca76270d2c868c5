namespace DevFlow.Hosting.Dashboard;

/// <summary>Somebody came with a link that was used already: print a new one in the terminal, and answer with <see cref="LinkIssued"/>.</summary>
internal sealed record LinkAsked : DashboardMessage;
