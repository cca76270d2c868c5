namespace DevFlow.ConnectEmulator.Tests;

/// <summary>Tests with 1Password's own client, which is installed once for all of them.</summary>
[CollectionDefinition(Name)]
public sealed class JavaScriptCollection : ICollectionFixture<JavaScriptClient>
{
    public const string Name = "the official client";
}
