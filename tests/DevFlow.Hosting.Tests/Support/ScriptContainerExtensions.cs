using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;

namespace DevFlow.Hosting.Tests.Support;

internal static class ScriptContainerExtensions
{
    public static IResourceBuilder<ScriptContainer> AddContainerThatRuns(this IDistributedApplicationBuilder builder, string name, string script) =>
        builder.AddStandIn<ScriptContainer, ScriptStandIn>().AddResource(new ScriptContainer(name, script));
}
