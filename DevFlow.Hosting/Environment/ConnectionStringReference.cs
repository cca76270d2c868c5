namespace DevFlow.Hosting.ApplicationModel;

/// <summary>A connection string in the environment of a resource that refers to another.</summary>
internal sealed class ConnectionStringReference(IResourceWithConnectionString source, IResource consumer, bool optional)
    : IValueProvider, IManifestExpressionProvider
{
    public string ValueExpression => source.ValueExpression;

    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
    {
        // The application starts without the resource: whoever refers to it finds its own way, or says what it lacks.
        if (SkippedAnnotation.IsBehind(source))
            return null;
        var value = await source.GetConnectionStringAsync(cancellationToken);
        if (string.IsNullOrEmpty(value) && !optional)
            throw new DistributedApplicationException($"The connection string of '{source.Name}', which '{consumer.Name}' refers to, is empty.");
        return value;
    }
}
