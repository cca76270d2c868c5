namespace DevFlow.Hosting.JavaScript;

/// <summary>A Vite app, served by Vite's own server while developing.</summary>
/// <param name="name">The resource's name.</param>
/// <param name="command">The package manager.</param>
/// <param name="workingDirectory">The folder of package.json.</param>
public class ViteAppResource(string name, string command, string workingDirectory) : JavaScriptAppResource(name, command, workingDirectory)
{
}
