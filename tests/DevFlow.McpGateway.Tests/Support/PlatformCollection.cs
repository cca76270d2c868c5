namespace DevFlow.McpGateway.Tests.Support;

[CollectionDefinition(Name)]
public sealed class PlatformCollection : ICollectionFixture<SharedPlatform>
{
    public const string Name = "an engine and a gateway";
}
