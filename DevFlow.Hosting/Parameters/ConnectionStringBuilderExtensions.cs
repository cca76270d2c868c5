using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting;

/// <summary>Adds connection strings to the model.</summary>
public static class ConnectionStringBuilderExtensions
{
    /// <summary>Adds a connection string made of endpoints and parameters.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name under which it is handed over: <c>ConnectionStrings__{name}</c>.</param>
    /// <param name="connectionStringExpression">How it is made.</param>
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, ReferenceExpression connectionStringExpression)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ConnectionStringResource(name, connectionStringExpression));
    }
}
