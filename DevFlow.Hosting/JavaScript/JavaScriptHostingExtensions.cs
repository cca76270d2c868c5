using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.JavaScript;
using Microsoft.Extensions.Hosting;

namespace DevFlow.Hosting;

/// <summary>Adds apps of the Node ecosystem to the model.</summary>
public static class JavaScriptHostingExtensions
{
    /// <summary>
    /// Adds a Vite app: its packages are installed when they are missing or older than the lock file, then a script of its
    /// package.json runs with the port in <c>PORT</c> and in <c>--port</c>.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="appDirectory">The folder of package.json, relative to the app host's project.</param>
    /// <param name="runScriptName">The script. Default <c>dev</c>.</param>
    public static IResourceBuilder<ViteAppResource> AddViteApp(
        this IDistributedApplicationBuilder builder, string name, string appDirectory, string runScriptName = "dev")
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(appDirectory);
        return builder.AddResource(new ViteAppResource(name, "npm", Path.GetFullPath(appDirectory, builder.AppHostDirectory)))
            .WithEnvironment(context =>
            {
                // On this machine the script's own tools know better: "vite" means development, "vite build" production.
                if (context.ExecutionContext.IsPublishMode)
                    context.EnvironmentVariables["NODE_ENV"] = builder.Environment.IsDevelopment() ? "development" : "production";
            })
            .WithHttpEndpoint(env: "PORT")
            .WithAnnotation(new JavaScriptRunScriptAnnotation(runScriptName));
    }
}
