using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Publishing;

/// <summary>Writes resources into a manifest. Values of parameters are never asked for: the manifest names them.</summary>
/// <param name="executionContext">Says that the application is published.</param>
/// <param name="manifestPath">The file that the manifest will be; paths in it are relative to its folder.</param>
/// <param name="writer">Writes the manifest.</param>
/// <param name="cancellationToken">Gives up.</param>
public sealed class ManifestPublishingContext(
    DistributedApplicationExecutionContext executionContext, string manifestPath, Utf8JsonWriter writer, CancellationToken cancellationToken = default)
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IResource> _referenced = new(StringComparer.OrdinalIgnoreCase);
    private readonly BindingPorts _ports = new();
    private EncodedParameters? _encoded;

    /// <summary>Says that the application is published.</summary>
    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;

    /// <summary>The file that the manifest will be.</summary>
    public string ManifestPath { get; } = manifestPath;

    /// <summary>Writes the manifest. A callback writes the properties of its resource's object.</summary>
    public Utf8JsonWriter Writer { get; } = writer;

    /// <summary>Gives up.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;

    internal EncodedParameters Encoded => _encoded ??= new(_names);

    /// <summary>What the resources written so far refer to.</summary>
    internal IReadOnlyDictionary<string, IResource> Referenced => _referenced;

    /// <summary>A path as the manifest gives it: relative to its folder, with slashes.</summary>
    /// <param name="path">The full path.</param>
    [return: NotNullIfNotNull(nameof(path))]
    public string? GetManifestRelativePath(string? path)
    {
        if (path is null)
            return null;
        var folder = Path.GetDirectoryName(Path.GetFullPath(ManifestPath))!;
        return Path.GetRelativePath(folder, path.Replace('\\', Path.DirectorySeparatorChar)).Replace('\\', '/');
    }

    /// <summary>Writes a container: <c>container.v0</c>.</summary>
    /// <param name="container">The container.</param>
    /// <exception cref="DistributedApplicationException">It has no image.</exception>
    public async Task WriteContainerAsync(ContainerResource container)
    {
        ArgumentNullException.ThrowIfNull(container);
        var image = container.LastOf<ContainerImageAnnotation>()
            ?? throw new DistributedApplicationException($"The container '{container.Name}' cannot be published: it has no image. Call WithImage.");
        Writer.WriteString("type", "container.v0");
        WriteConnectionString(container);
        Writer.WriteString("image", image.FullName);
        if (container.Entrypoint is { } entrypoint)
            Writer.WriteString("entrypoint", entrypoint);
        await WriteCommandLineArgumentsAsync(container);
        this.WriteMounts(container);
        await WriteEnvironmentVariablesAsync(container);
        WriteBindings(container);
    }

    /// <summary>Writes how others connect to a resource; nothing where it has no connection string.</summary>
    /// <param name="resource">The resource.</param>
    public void WriteConnectionString(IResource resource)
    {
        if (resource is not IResourceWithConnectionString { ConnectionStringExpression: { } expression })
            return;
        TryAddDependentResources(expression);
        Writer.WriteString("connectionString", Encoded.ExpressionOf(expression));
    }

    /// <summary>Writes a resource's endpoints; nothing where it has none.</summary>
    /// <param name="resource">The resource.</param>
    public void WriteBindings(IResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var bindings = _ports.Of(resource).ToList();
        if (bindings.Count == 0)
            return;

        Writer.WriteStartObject("bindings");
        foreach (var (endpoint, port, targetPort) in bindings)
        {
            Writer.WriteStartObject(endpoint.Name);
            Writer.WriteString("scheme", endpoint.UriScheme);
            Writer.WriteString("protocol", endpoint.Protocol.ToString().ToLowerInvariant());
            Writer.WriteString("transport", endpoint.Transport);
            if (port is { } exposed)
                Writer.WriteNumber("port", exposed);
            if (targetPort is { } listening)
                Writer.WriteNumber("targetPort", listening);
            if (endpoint.IsExternal)
                Writer.WriteBoolean("external", value: true);
            Writer.WriteEndObject();
        }

        Writer.WriteEndObject();
    }

    /// <summary>Writes a resource's environment; nothing where it is empty.</summary>
    /// <param name="resource">The resource.</param>
    public async Task WriteEnvironmentVariablesAsync(IResource resource)
    {
        var context = new EnvironmentCallbackContext(ExecutionContext, resource, cancellationToken: CancellationToken);
        await resource.CallAsync(context);
        if (context.EnvironmentVariables.Count == 0)
            return;

        Writer.WriteStartObject("env");
        foreach (var (name, value) in context.EnvironmentVariables)
            Writer.WriteString(name, Expression(value));
        Writer.WriteEndObject();
    }

    /// <summary>Writes a resource's command-line arguments; nothing where there are none.</summary>
    /// <param name="resource">The resource.</param>
    public async Task WriteCommandLineArgumentsAsync(IResource resource)
    {
        var context = new CommandLineArgsCallbackContext([], resource, CancellationToken) { ExecutionContext = ExecutionContext };
        await resource.CallAsync(context);
        if (context.Args.Count == 0)
            return;

        Writer.WriteStartArray("args");
        foreach (var argument in context.Args)
            Writer.WriteStringValue(Expression(argument));
        Writer.WriteEndArray();
    }

    /// <summary>Makes sure that the resources behind a value are in the manifest, also those that nobody has added to the model.</summary>
    /// <param name="value">The value.</param>
    public void TryAddDependentResources(object? value) => Follow(value, []);

    internal void Take(string name) => _names.Add(name);

    private void Follow(object? value, HashSet<object> path)
    {
        if (value is ReferenceExpression expression)
            Encoded.Add(expression);
        if (value is IResource resource)
        {
            _referenced.TryAdd(resource.Name, resource);
            _names.Add(resource.Name);
        }
        else if (value is IValueWithReferences { References: var references } && path.Add(value))
        {
            foreach (var reference in references)
                Follow(reference, path);
            path.Remove(value);
        }
    }

    private string? Expression(object value)
    {
        var unwrapped = value is IResourceBuilder<IResource> builder ? builder.Resource : value;
        TryAddDependentResources(unwrapped);
        return unwrapped switch
        {
            ReferenceExpression expression => Encoded.ExpressionOf(expression),
            IManifestExpressionProvider provider => provider.ValueExpression,
            _ => unwrapped.ToString(),
        };
    }
}
