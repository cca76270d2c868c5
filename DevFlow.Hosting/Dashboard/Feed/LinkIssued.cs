namespace DevFlow.Hosting.Dashboard;

/// <summary>One more link was printed in the terminal.</summary>
internal sealed record LinkIssued(string Token) : FeedMessage;
