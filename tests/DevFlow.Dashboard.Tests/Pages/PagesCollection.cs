namespace DevFlow.Dashboard.Tests;

[CollectionDefinition(Name)]
public sealed class PagesCollection : ICollectionFixture<Chromium>
{
    public const string Name = "pages";
}
