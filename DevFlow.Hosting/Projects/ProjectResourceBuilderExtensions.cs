using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting;

/// <summary>Adds projects to the model.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project that the app host's project file references.</summary>
    /// <typeparam name="TProject">The class that the build made for it, in the namespace <c>Projects</c>.</typeparam>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name; others find it by this name.</param>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ProjectResource(name))
            .WithAnnotation(new TProject())
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
                // Kestrel takes several URLs, separated by semicolons.
                var urls = context.Resource.Endpoints()
                    .Where(endpoint => endpoint.UriScheme is "http" or "https")
                    .Select(endpoint => new EndpointReference((ProjectResource)context.Resource, endpoint.Name).Url);
                if (string.Join(';', urls) is { Length: > 0 } listen)
                    context.EnvironmentVariables["ASPNETCORE_URLS"] = listen;
            });
    }
}
