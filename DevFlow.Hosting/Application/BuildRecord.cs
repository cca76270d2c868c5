using System.Reflection;

namespace DevFlow.Hosting;

/// <summary>What the build of an app host records of its project, under the keys that Aspire's build uses.</summary>
internal static class BuildRecord
{
    public const string ProjectDirectory = "apphostprojectpath";
    public const string ProjectFile = "apphostprojectname";

    public static string? Of(Assembly? assembly, string key) => assembly?
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(attribute => string.Equals(attribute.Key, key, StringComparison.OrdinalIgnoreCase))?.Value;
}
