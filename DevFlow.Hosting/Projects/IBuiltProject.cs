namespace DevFlow.Hosting.Local;

/// <summary>
/// The engine's own: where the build put a project's program, so that it is started as it was built. Aspire starts projects
/// through the SDK instead, which builds and evaluates them at every start.
/// </summary>
public interface IBuiltProject
{
    /// <summary>The full path of the built assembly.</summary>
    string TargetPath { get; }
}
