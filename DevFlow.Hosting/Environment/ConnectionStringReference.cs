namespace DevFlow.Hosting.ApplicationModel;

/// <summary>A connection string in the environment of a resource that refers to another.</summary>
internal sealed class ConnectionStringReference(IResourceWithConnectionString source, IResource consumer, bool optional)
    : IValueProvider, IManifestExpressionProvider, IValueWithReferences
{
    public string ValueExpression => source.ValueExpression;

    private IResourceWithConnectionString Source => source;

    public IEnumerable<object> References => [source];

    /// <exception cref="DistributedApplicationException">The variable holds the connection string of another resource.</exception>
    public void AddTo(Dictionary<string, object> variables, string name)
    {
        if (variables.TryGetValue(name, out var value) && value is ConnectionStringReference other && other.Source != source)
        {
            throw new DistributedApplicationException(
                $"'{consumer.Name}' refers to '{other.Source.Name}' and to '{source.Name}', and both connection strings would be in {name}. Give one of them another connectionName.");
        }

        variables[name] = this;
    }

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        var value = await source.GetConnectionStringAsync(cancellationToken);
        if (string.IsNullOrEmpty(value) && !optional)
            throw new DistributedApplicationException($"The connection string of '{source.Name}', which '{consumer.Name}' refers to, is empty.");
        return value;
    }
}
