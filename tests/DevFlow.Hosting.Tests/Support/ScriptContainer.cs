using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Tests.Support;

/// <summary>A container whose stand-in runs a shell script in the test's folder.</summary>
internal sealed class ScriptContainer(string name, string script) : ContainerResource(name)
{
    public string Script { get; } = script;
}
