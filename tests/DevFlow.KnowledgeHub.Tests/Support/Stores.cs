using DevFlow.QdrantEmulator;

namespace DevFlow.KnowledgeHub.Tests.Support;

/// <summary>Qdrant, the models and who knows the tokens: what hubs of a class share, each with a collection of its own.</summary>
public sealed class Stores : IAsyncLifetime
{
    public const string QdrantKey = "qdrant-canary-1357-pLoKiJuH";

    internal QdrantEmulatorServer Qdrant { get; private set; } = null!;

    internal ModelServer Models { get; private set; } = null!;

    internal TokenServer Tokens { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Qdrant = await QdrantEmulatorServer.StartAsync(new QdrantEmulatorOptions { Quiet = true, ApiKey = QdrantKey }, TestContext.Current.CancellationToken);
        Models = await ModelServer.StartAsync();
        Tokens = await TokenServer.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Tokens.DisposeAsync();
        await Models.DisposeAsync();
        await Qdrant.DisposeAsync();
    }

    internal Hub StartHub(Func<HubSettings, HubSettings>? change = null)
    {
        var settings = new HubSettings { Qdrant = Qdrant.Address, Models = Models.Address, Engine = Tokens.Address, Collection = $"knowledge_{Guid.NewGuid():N}" };
        return Hub.Start(change?.Invoke(settings) ?? settings);
    }
}
