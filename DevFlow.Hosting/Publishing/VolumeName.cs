using System.Security.Cryptography;
using System.Text;
using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Publishing;

/// <summary>
/// The names of volumes that nobody has named: <c>{application}-{hash}-{resource}-{suffix}</c>, as Aspire makes them, so that a
/// volume is found again by either engine.
/// </summary>
internal static class VolumeName
{
    public static string Of<T>(IResourceBuilder<T> builder, string suffix) where T : IResource
    {
        var host = builder.ApplicationBuilder;
        var application = host.Environment.ApplicationName;
        var project = BuildRecord.Of(host.AppHostAssembly, BuildRecord.ProjectFile) ?? $"{application}.csproj";
        // In run mode the folder tells apart what has the same name; what is published has the same names wherever it is published from.
        var hashed = host.ExecutionContext.IsPublishMode ? project : Path.GetFullPath(Path.Join(host.AppHostDirectory, project)).ToLowerInvariant();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashed)))[..10];
        return $"{Sanitized(application).ToLowerInvariant()}-{hash}-{builder.Resource.Name}-{suffix}";
    }

    /// <summary>What a container runtime does not take in a volume's name becomes an underscore.</summary>
    private static string Sanitized(string name) => string.Concat(name.Select((c, index) =>
        char.IsAsciiLetter(c) || char.IsNumber(c) || (index > 0 && c is '_' or '.' or '-') ? c : '_'));
}
