namespace DevFlow.LocalUi.Tests.Support;

/// <summary>All tests of pages: one platform, and one page at a time, as two cores are not faster with two.</summary>
[CollectionDefinition(Name)]
public sealed class Pages : ICollectionFixture<Platform>
{
    public const string Name = "pages";
}
