namespace DevFlow.KnowledgeHub.Tests.Support;

/// <summary>One hub for all tests of a class, which do not get in each other's way.</summary>
public sealed class HubFixture : IAsyncLifetime
{
    internal Stores Stores { get; } = new();

    internal Hub Hub { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Stores.InitializeAsync();
        Hub = Stores.StartHub();
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await Stores.DisposeAsync();
    }
}
