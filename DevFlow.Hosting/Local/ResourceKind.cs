using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.JavaScript;

namespace DevFlow.Hosting.Local;

/// <summary>What a kind of resource is called, and whether it is one that a person watches.</summary>
internal static class ResourceKind
{
    public static string Of(IResource resource) => resource switch
    {
        ProjectResource => "Project",
        JavaScriptAppResource => "JavaScript",
        ExecutableResource => "Executable",
        ContainerResource => "Container",
        IResourceWithParent => "Database",
        ParameterResource => "Parameter",
        IResourceWithConnectionString => "ConnectionString",
        _ => resource.GetType().Name.Replace("Resource", "", StringComparison.Ordinal),
    };

    /// <summary>Parameters and connection strings are there as soon as they are asked for; nothing about them changes.</summary>
    public static bool IsPassive(IResource resource) => resource is ParameterResource or ConnectionStringResource;

    /// <summary>What can be started and stopped; a database, for one, is made and there.</summary>
    public static bool IsProcess(IResource resource) => resource is ProjectResource or ExecutableResource or ContainerResource;
}
