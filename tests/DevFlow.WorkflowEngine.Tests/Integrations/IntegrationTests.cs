namespace DevFlow.WorkflowEngine.Tests.Integrations;

/// <summary>The tests that share an engine and a provider, one after the other.</summary>
[CollectionDefinition(nameof(IntegrationEngine))]
public sealed class IntegrationTests : ICollectionFixture<IntegrationEngine>;
