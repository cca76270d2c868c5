using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting;

/// <summary>Says where a project lies. The build of an app host makes one class per project reference: <c>Projects.My_Service</c>.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>The full path of the project file.</summary>
    string ProjectPath { get; }
}
