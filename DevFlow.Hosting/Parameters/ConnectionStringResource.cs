using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting;

/// <summary>A connection string made of endpoints and parameters of the model.</summary>
/// <param name="name">The name under which it is handed over.</param>
/// <param name="connectionStringExpression">How it is made.</param>
public sealed class ConnectionStringResource(string name, ReferenceExpression connectionStringExpression)
    : Resource(name), IResourceWithConnectionString, IResourceWithWaitSupport
{
    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression { get; } = connectionStringExpression;
}
