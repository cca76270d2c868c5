namespace DevFlow.AppHost.Tests;

[CollectionDefinition(Name)]
public sealed class DashboardCollection : ICollectionFixture<PlatformWithDashboard>
{
    public const string Name = "the platform with its dashboard";
}
