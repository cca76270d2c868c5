using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DevFlow.Hosting.JavaScript;

namespace DevFlow.Hosting.Publishing;

/// <summary>How the image of a Node app is built: by the app's own Dockerfile, else by one that is written beside the manifest.</summary>
internal static partial class NodeDockerfile
{
    private const string DefaultVersion = "22";

    public static bool IsOwn(JavaScriptAppResource app) => File.Exists(OwnPath(app));

    /// <returns>The full path of the Dockerfile.</returns>
    public static async Task<string> PlaceAsync(JavaScriptAppResource app, ManifestPublishingContext context)
    {
        if (IsOwn(app))
            return OwnPath(app);
        var path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(context.ManifestPath))!, $"{app.Name}.Dockerfile");
        await WholeFile.WriteAsync(path, Encoding.UTF8.GetBytes(Text(app)), context.CancellationToken);
        return path;
    }

    private static string OwnPath(JavaScriptAppResource app) => Path.Combine(app.WorkingDirectory, "Dockerfile");

    private static string Text(JavaScriptAppResource app)
    {
        var install = File.Exists(Path.Combine(app.WorkingDirectory, "package-lock.json")) ? "ci" : "install";
        return $"""
            FROM node:{VersionOf(app.WorkingDirectory)}-slim
            WORKDIR /app
            COPY package*.json ./
            RUN --mount=type=cache,target=/root/.npm npm {install}
            COPY . .
            RUN npm run build

            """.ReplaceLineEndings("\n");
    }

    /// <summary>The major version that the app asks for, in .nvmrc, .node-version or package.json.</summary>
    private static string VersionOf(string folder) =>
        Major(Read(folder, ".nvmrc")) ?? Major(Read(folder, ".node-version")) ?? Major(EngineOf(Read(folder, "package.json"))) ?? DefaultVersion;

    private static string? Read(string folder, string file) =>
        Path.Combine(folder, file) is var path && File.Exists(path) ? File.ReadAllText(path) : null;

    private static string? Major(string? text) => text is not null && Number().Match(text) is { Success: true } match ? match.Value : null;

    private static string? EngineOf(string? package)
    {
        if (package is null)
            return null;
        try
        {
            using var json = JsonDocument.Parse(package);
            return json.RootElement.TryGetProperty("engines", out var engines) && engines.TryGetProperty("node", out var node) ? node.GetString() : null;
        }
        catch (JsonException)
        {
            // npm will say so when the image is built; here the version is a default anyway.
            return null;
        }
    }

    [GeneratedRegex("[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number();
}
