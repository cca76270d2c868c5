using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.JavaScript;

/// <summary>An app of the Node ecosystem that is started by a script of its package.json.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="command">The package manager.</param>
/// <param name="workingDirectory">The folder of package.json.</param>
public class JavaScriptAppResource(string name, string command, string workingDirectory)
    : ExecutableResource(name, command, workingDirectory), IResourceWithServiceDiscovery
{
}
