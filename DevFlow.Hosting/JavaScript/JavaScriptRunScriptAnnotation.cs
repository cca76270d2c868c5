using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.JavaScript;

/// <summary>The script of package.json that runs the app.</summary>
internal sealed record JavaScriptRunScriptAnnotation(string ScriptName) : IResourceAnnotation;
