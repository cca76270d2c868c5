namespace DevFlow.AppHost;

/// <summary>
/// A 1Password Connect server: the API, which answers, together with <see cref="Sync"/>, which keeps its data current. The two share
/// a volume and talk over a bus of their own.
/// </summary>
/// <param name="name">The resource's name; the companion bears it with <c>-sync</c> behind it.</param>
/// <param name="token">The access token that clients show.</param>
/// <param name="sync">The companion.</param>
public sealed class OnePasswordConnectResource(string name, ParameterResource token, OnePasswordSyncResource sync) : ContainerResource(name)
{
    internal const string HttpEndpointName = "http";

    /// <summary>Where clients ask: plain http, inside the host or the container network.</summary>
    public EndpointReference HttpEndpoint => new(this, HttpEndpointName);

    /// <summary>The access token that clients show. It belongs to the server's credentials, and is made in 1Password with them.</summary>
    public ParameterResource Token { get; } = token;

    /// <summary>The container that fetches what has changed at 1Password.</summary>
    public OnePasswordSyncResource Sync { get; } = sync;
}
