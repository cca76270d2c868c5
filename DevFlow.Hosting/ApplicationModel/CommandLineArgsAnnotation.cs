namespace DevFlow.Hosting.ApplicationModel;

/// <summary>Arguments in order: strings, or values that are known once the application runs.</summary>
internal sealed record CommandLineArgsAnnotation(IReadOnlyList<object> Args) : IResourceAnnotation;
