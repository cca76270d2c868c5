namespace DevFlow.AppHost.Tests;

[CollectionDefinition(Name)]
public sealed class PlatformCollection : ICollectionFixture<RunningPlatform>
{
    public const string Name = "the running platform";
}
