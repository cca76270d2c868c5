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
        where TProject : IProjectMetadata, new() => builder.Add(name, new TProject());

    /// <summary>Adds a project by its path. It can be published; to run, the local engine must know where its build is: use the other overload.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name; others find it by this name.</param>
    /// <param name="projectPath">The project file, relative to the app host's project.</param>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(projectPath);
        return builder.Add(name, new ProjectPath(Path.GetFullPath(projectPath, builder.AppHostDirectory)));
    }

    /// <summary>Keeps the project from taking scheme and client from the headers of a proxy, which it does when published.</summary>
    /// <param name="builder">The project.</param>
    public static IResourceBuilder<ProjectResource> DisableForwardedHeaders(this IResourceBuilder<ProjectResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new DisableForwardedHeadersAnnotation(), ResourceAnnotationMutationBehavior.Replace);
    }

    private static IResourceBuilder<ProjectResource> Add(this IDistributedApplicationBuilder builder, string name, IProjectMetadata metadata)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddResource(new ProjectResource(name))
            .WithAnnotation(metadata)
            .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory")
            .WithEnvironment(context =>
            {
                var project = (ProjectResource)context.Resource;
                if (project.Endpoints().Any() && !project.Of<DisableForwardedHeadersAnnotation>().Any())
                    context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
                if (context.ExecutionContext.IsPublishMode)
                    ProjectPorts.Publish(project, context.EnvironmentVariables);
                else
                    ProjectPorts.Run(project, context.EnvironmentVariables);
            });
    }
}
