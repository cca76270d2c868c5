using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>
    /// Hands a connection string over as <c>ConnectionStrings__{name}</c>. Its parts follow as variables of their own
    /// (<c>{NAME}_HOST</c>…) when the application is published; in run mode only when
    /// <see cref="WithReferenceEnvironment{TDestination}"/> asks for them, since they copy the password.
    /// </summary>
    /// <typeparam name="TDestination">The type of the resource that refers.</typeparam>
    /// <param name="builder">The resource that refers.</param>
    /// <param name="source">The resource referred to.</param>
    /// <param name="connectionName">The connection's name. Default: the name of the resource referred to.</param>
    /// <param name="optional">Whether it may be missing. Default false.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        var flags = builder.Injected();
        return builder.WithReferenceRelationship(resource).WithEnvironment(context =>
        {
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionString))
            {
                var reference = new ConnectionStringReference(resource, context.Resource, optional);
                reference.AddTo(context.EnvironmentVariables, resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}");
                // Not every place that runs what is published takes a dash in the name of a variable.
                if (resource.ConnectionStringEnvironmentVariable is null && context.ExecutionContext.IsPublishMode)
                    reference.AddTo(context.EnvironmentVariables, $"ConnectionStrings__{Encoded(name)}");
            }

            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ConnectionProperties))
            {
                foreach (var (property, value) in resource.GetConnectionProperties())
                    context.EnvironmentVariables[$"{(name.Length == 0 ? "" : $"{VariableName(name)}_")}{property.ToUpperInvariant()}"] = value;
            }
        });
    }

    /// <summary>
    /// Lets a resource find another by name: <c>services__{name}__{endpoint}__0</c>, which service discovery reads, and
    /// <c>{NAME}_{ENDPOINT}</c> for programs without it.
    /// </summary>
    /// <typeparam name="TDestination">The type of the resource that refers.</typeparam>
    /// <param name="builder">The resource that refers.</param>
    /// <param name="source">The resource referred to.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        return builder.WithEndpointsOf(source.Resource);
    }

    /// <summary>Lets a resource find another by a name of its own choice.</summary>
    /// <param name="builder">The resource that refers.</param>
    /// <param name="source">The resource referred to.</param>
    /// <param name="name">The name.</param>
    /// <inheritdoc cref="WithReference{TDestination}(IResourceBuilder{TDestination}, IResourceBuilder{IResourceWithServiceDiscovery})"/>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.WithEndpointsOf(source.Resource, name: name);
    }

    /// <summary>Lets a resource find one endpoint of another by name.</summary>
    /// <param name="builder">The resource that refers.</param>
    /// <param name="endpointReference">The endpoint.</param>
    /// <inheritdoc cref="WithReference{TDestination}(IResourceBuilder{TDestination}, IResourceBuilder{IResourceWithServiceDiscovery})"/>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(endpointReference);
        return builder.WithEndpointsOf(endpointReference.Resource, endpointReference.EndpointName);
    }

    /// <summary>Lets a resource find an address by name: <c>services__{name}__default__0</c> and <c>{name}</c>.</summary>
    /// <typeparam name="TDestination">The type of the resource that refers.</typeparam>
    /// <param name="builder">The resource that refers.</param>
    /// <param name="name">The name.</param>
    /// <param name="uri">The address: absolute, without query and fragment.</param>
    /// <exception cref="ArgumentException">The address is not of that form.</exception>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(uri);
        if (ExternalServiceUrl.Fault(uri) is { } fault)
            throw new ArgumentException($"The URL of the service '{name}' is invalid: {fault}.", nameof(uri));

        var flags = builder.Injected();
        if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
            builder.WithEnvironment($"services__{name}__default__0", uri.ToString());
        if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
            builder.WithEnvironment(Encoded(name), uri.ToString());
        return builder;
    }

    /// <summary>Lets a resource find a service that runs elsewhere: <c>services__{name}__{scheme}__0</c> and <c>{NAME}</c>.</summary>
    /// <typeparam name="TDestination">The type of the resource that refers.</typeparam>
    /// <param name="builder">The resource that refers.</param>
    /// <param name="externalService">The service.</param>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<ExternalServiceResource> externalService)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(externalService);
        var service = externalService.Resource;
        var flags = builder.Injected();
        return builder.WithReferenceRelationship(service).WithEnvironment(async context =>
        {
            // A manifest knows no value of a parameter, hence no scheme.
            var address = await CheckAddressAsync(service, context);
            var discovery = $"services__{service.Name}__{address?.Scheme ?? "default"}__0";
            var endpoint = service.Uri is null && address is not null ? $"{VariableName(service.Name)}_{VariableName(address.Scheme)}" : VariableName(service.Name);
            (string Name, ReferenceEnvironmentInjectionFlags Flag)[] variables =
                [(discovery, ReferenceEnvironmentInjectionFlags.ServiceDiscovery), (endpoint, ReferenceEnvironmentInjectionFlags.Endpoints)];
            // A manifest of Aspire has them in the other order where the address is known.
            foreach (var variable in service.Uri is null ? variables : variables.Reverse())
            {
                if (flags.HasFlag(variable.Flag))
                    context.EnvironmentVariables[variable.Name] = AddressOf(service);
            }
        });
    }

    /// <summary>Chooses what the references that follow put into the environment. Default: everything; in run mode all but the parts of connection strings.</summary>
    /// <typeparam name="TDestination">The type of the resource that refers.</typeparam>
    /// <param name="builder">The resource that refers.</param>
    /// <param name="flags">What is put there.</param>
    public static IResourceBuilder<TDestination> WithReferenceEnvironment<TDestination>(
        this IResourceBuilder<TDestination> builder, ReferenceEnvironmentInjectionFlags flags)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new ReferenceEnvironmentInjectionAnnotation(flags), ResourceAnnotationMutationBehavior.Replace);
    }

    internal static ReferenceEnvironmentInjectionFlags Injected<T>(this IResourceBuilder<T> builder) where T : IResource =>
        builder.Resource.LastOf<ReferenceEnvironmentInjectionAnnotation>()?.Flags ?? (builder.ApplicationBuilder.ExecutionContext.IsPublishMode
            ? ReferenceEnvironmentInjectionFlags.All
            : ReferenceEnvironmentInjectionFlags.All & ~ReferenceEnvironmentInjectionFlags.ConnectionProperties);

    private static IResourceBuilder<T> WithEndpointsOf<T>(
        this IResourceBuilder<T> builder, IResourceWithEndpoints source, string? endpointName = null, string? name = null)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WithReferenceRelationship(source);

        // One callback per source: a second reference to it adds to what the first one names.
        var reference = builder.Resource.Of<EndpointReferenceAnnotation>().FirstOrDefault(other => other.Resource == source);
        if (reference is null)
        {
            builder.WithAnnotation(reference = new EndpointReferenceAnnotation(source));
            builder.WithEnvironment(context => AddEndpoints(context, reference, name, builder.Injected()));
        }

        reference.Add(endpointName);
        return builder;
    }

    private static void AddEndpoints(
        EnvironmentCallbackContext context, EndpointReferenceAnnotation reference, string? name, ReferenceEnvironmentInjectionFlags flags)
    {
        var variables = context.EnvironmentVariables;
        foreach (var endpoint in reference.Endpoints())
        {
            if (flags.HasFlag(ReferenceEnvironmentInjectionFlags.Endpoints))
                variables[$"{(name is null ? VariableName(reference.Resource.Name) : Encoded(name))}_{VariableName(endpoint.EndpointName)}"] = endpoint;
            if (!flags.HasFlag(ReferenceEnvironmentInjectionFlags.ServiceDiscovery))
                continue;

            // Two services that are given one name share it.
            var index = 0;
            while (variables.ContainsKey($"services__{name ?? reference.Resource.Name}__{endpoint.EndpointName}__{index}"))
                index++;
            variables[$"services__{name ?? reference.Resource.Name}__{endpoint.EndpointName}__{index}"] = endpoint;
        }
    }

    private static object AddressOf(ExternalServiceResource service) => service.Uri is { } uri ? uri.ToString() : service.UrlParameter!;

    private static async ValueTask<Uri?> CheckAddressAsync(ExternalServiceResource service, EnvironmentCallbackContext context) =>
        service.Uri is null && context.ExecutionContext.IsPublishMode ? null : await service.AddressAsync(context.CancellationToken);

    private static string VariableName(string name) => Encoded(name).ToUpperInvariant();

    /// <summary>What a variable's name cannot hold becomes an underscore; it does not begin with a digit.</summary>
    private static string Encoded(string name) =>
        $"{(char.IsAsciiDigit(name[0]) ? "_" : "")}{string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'))}";
}
