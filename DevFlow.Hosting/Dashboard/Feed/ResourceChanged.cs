namespace DevFlow.Hosting.Dashboard;

/// <summary>A resource as it is now.</summary>
internal sealed record ResourceChanged(ResourceView Resource) : FeedMessage;
