using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.AppHost;

/// <summary>Adds 1Password Connect to an application, and hands it to those who ask it.</summary>
public static class OnePasswordConnectBuilderExtensions
{
    private const string Bus = "bus";

    /// <summary>
    /// Adds a Connect server: <c>connect-api</c>, <c>connect-sync</c> and the volume that they share. Give it its credentials with
    /// <see cref="WithCredentialsFile"/> or <see cref="WithCredentials"/>.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="token">The access token that clients show. Default: a secret parameter <c>{name}-token</c>.</param>
    /// <param name="port">The port on this machine. Default: a free one.</param>
    public static IResourceBuilder<OnePasswordConnectResource> AddOnePasswordConnect(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? token = null, int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        token ??= builder.AddParameter($"{name}-token", secret: true);
        var sync = new OnePasswordSyncResource($"{name}-sync");
        var connect = new OnePasswordConnectResource(name, token.Resource, sync);

        var api = AddContainer(builder, connect, OnePasswordConnectImage.Api, OnePasswordConnectImage.HttpPort, peer: sync, volume: $"{name}-data")
            .WithHttpEndpoint(port, OnePasswordConnectImage.HttpPort, OnePasswordConnectResource.HttpEndpointName)
            .WithHttpHealthCheck("/heartbeat");
        AddContainer(builder, sync, OnePasswordConnectImage.Sync, OnePasswordConnectImage.SyncHttpPort, peer: connect, volume: $"{name}-data")
            .WithParentRelationship(api);
        return WithReadinessCheck(api);
    }

    /// <summary>Mounts <c>1password-credentials.json</c>, as 1Password gives it out for a server, into both containers.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="path">The file, relative to the app host's project. The containers' account (uid 999) must be able to read it.</param>
    public static IResourceBuilder<OnePasswordConnectResource> WithCredentialsFile(this IResourceBuilder<OnePasswordConnectResource> builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        SyncOf(builder).WithBindMount(path, OnePasswordConnectImage.Credentials, isReadOnly: true);
        return builder.WithBindMount(path, OnePasswordConnectImage.Credentials, isReadOnly: true);
    }

    /// <summary>Hands the credentials to both containers in <c>OP_SESSION</c>: where no file can be mounted, as in a cluster.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="session">The base64 of <c>1password-credentials.json</c>, encoded once.</param>
    public static IResourceBuilder<OnePasswordConnectResource> WithCredentials(
        this IResourceBuilder<OnePasswordConnectResource> builder, IResourceBuilder<ParameterResource> session)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(session);
        SyncOf(builder).WithEnvironment("OP_SESSION", session);
        return builder.WithEnvironment("OP_SESSION", session);
    }

    /// <summary>
    /// Tells a resource where the server is and gives it the token: <c>OP_CONNECT_HOST</c> as 1Password's own clients read it,
    /// <c>OP_CONNECT_URL</c> the same under the name that DevFlow uses too, and <c>OP_CONNECT_TOKEN</c>.
    /// </summary>
    /// <typeparam name="T">The type of the resource that asks.</typeparam>
    /// <param name="builder">The resource that asks.</param>
    /// <param name="connect">The server.</param>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<OnePasswordConnectResource> connect)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connect);
        return builder
            .WithEnvironment("OP_CONNECT_HOST", connect.Resource.HttpEndpoint)
            .WithEnvironment("OP_CONNECT_URL", connect.Resource.HttpEndpoint)
            .WithEnvironment("OP_CONNECT_TOKEN", builder.ApplicationBuilder.CreateResourceBuilder(connect.Resource.Token));
    }

    /// <summary>What both containers have in common. The peers are told to each other: they would look for them by broadcast, which container networks do not carry.</summary>
    private static IResourceBuilder<T> AddContainer<T>(
        IDistributedApplicationBuilder builder, T resource, string image, int httpPort, ContainerResource peer, string volume) where T : ContainerResource =>
        builder.AddResource(resource)
            .WithImage(image, OnePasswordConnectImage.Tag)
            .WithEndpoint(targetPort: OnePasswordConnectImage.BusPort, scheme: "tcp", name: Bus)
            .WithEnvironment("OP_HTTP_PORT", httpPort.ToString(CultureInfo.InvariantCulture))
            .WithEnvironment("OP_BUS_PORT", OnePasswordConnectImage.BusPort.ToString(CultureInfo.InvariantCulture))
            .WithEnvironment("OP_BUS_PEERS", new EndpointReference(peer, Bus).Property(EndpointProperty.HostAndPort))
            .WithVolume(volume, OnePasswordConnectImage.Data);

    /// <summary>The server answers long before it has data: only the inside of <c>/health</c> says whether it is ready.</summary>
    private static IResourceBuilder<OnePasswordConnectResource> WithReadinessCheck(IResourceBuilder<OnePasswordConnectResource> builder)
    {
        var key = $"{builder.Resource.Name}_ready";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key, new OnePasswordConnectHealthCheck(builder.Resource), failureStatus: null, tags: null));
        return builder.WithHealthCheck(key);
    }

    private static IResourceBuilder<OnePasswordSyncResource> SyncOf(IResourceBuilder<OnePasswordConnectResource> builder) =>
        builder.ApplicationBuilder.CreateResourceBuilder(builder.Resource.Sync);
}
