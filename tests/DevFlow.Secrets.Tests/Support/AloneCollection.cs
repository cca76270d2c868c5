namespace DevFlow.Secrets.Tests;

/// <summary>Tests that measure the process itself, or that a listener of another test would disturb. They run after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
