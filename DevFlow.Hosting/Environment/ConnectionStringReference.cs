namespace DevFlow.Hosting.ApplicationModel;

/// <summary>A connection string in the environment of a resource that refers to another.</summary>
internal sealed class ConnectionStringReference(IResourceWithConnectionString source, IResource consumer, bool optional)
    : IValueProvider, IManifestExpressionProvider, IValueWithReferences
{
    public string ValueExpression => source.ValueExpression;

    public IEnumerable<object> References => [source];

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        var value = await source.GetConnectionStringAsync(cancellationToken);
        if (string.IsNullOrEmpty(value) && !optional)
            throw new DistributedApplicationException($"The connection string of '{source.Name}', which '{consumer.Name}' refers to, is empty.");
        return value;
    }
}
