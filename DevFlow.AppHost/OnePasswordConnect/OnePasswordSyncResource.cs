namespace DevFlow.AppHost;

/// <summary>The half of a Connect server that fetches what has changed at 1Password. Nobody but the API talks to it.</summary>
/// <param name="name">The resource's name.</param>
public sealed class OnePasswordSyncResource(string name) : ContainerResource(name)
{
}
