using System.Net.Sockets;
using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.Hosting;

/// <summary>Adds PostgreSQL to the model.</summary>
public static class PostgresBuilderExtensions
{
    /// <summary>Adds a PostgreSQL server.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="userName">The superuser's name. Default <c>postgres</c>.</param>
    /// <param name="password">The superuser's password. Default: generated and kept.</param>
    /// <param name="port">The port that clients use. Default: a free one.</param>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        // In Aspire, too, a generated password shows as "{name}-password".
        password ??= builder.AddParameter($"{name}-password", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true, persist: true);
        var server = new PostgresServerResource(name, userName?.Resource, password.Resource);
        var check = $"{name}_check";
        builder.Services.AddHealthChecks().AddCheck(check, new PostgresHealthCheck(server));
        return builder.AddResource(server)
            .WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, name: PostgresServerResource.PrimaryEndpointName, port: port, targetPort: 5432))
            .WithHealthCheck(check);
    }

    /// <summary>Adds a database; it is created when the server has none of that name.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="databaseName">The database's name. Default: the resource's.</param>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        database.Annotations.Add(new WaitAnnotation(builder.Resource, WaitType.WaitUntilHealthy));
        var check = $"{name}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().AddCheck(check, new PostgresHealthCheck(database));
        return builder.ApplicationBuilder.AddResource(database).WithHealthCheck(check);
    }

    /// <summary>Keeps the server's data from run to run.</summary>
    /// <param name="builder">The server.</param>
    /// <param name="name">The volume's name. Default: made of the application's and the resource's.</param>
    /// <param name="isReadOnly">Kept for the model. Default false.</param>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new DataVolumeAnnotation(), ResourceAnnotationMutationBehavior.Replace);
    }
}
