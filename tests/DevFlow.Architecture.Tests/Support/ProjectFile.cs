using System.Text.Json;
using System.Xml.Linq;

namespace DevFlow.Architecture.Tests;

/// <summary>What a project says it needs: its .csproj and the .props and .targets beside it.</summary>
internal sealed record ProjectFile(string Name, string Folder, IReadOnlyList<string> References, IReadOnlyList<string> Needs)
{
    public static IReadOnlyList<ProjectFile> All { get; } =
        [.. Repository.Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Select(Read)];

    public bool IsTest => !Repository.IsProduct(Folder);

    private static ProjectFile Read(string path)
    {
        var folder = path[..path.LastIndexOf('/')];
        var elements = Repository.Files
            .Where(file => file.StartsWith($"{folder}/", StringComparison.Ordinal))
            .Where(file => Path.GetExtension(file) is ".csproj" or ".props" or ".targets")
            .SelectMany(file => XDocument.Parse(Repository.Read(file)).Descendants()).ToList();
        return new(
            Path.GetFileNameWithoutExtension(path),
            folder,
            [.. Included(elements, "ProjectReference").Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/')))],
            [.. Included(elements, "PackageReference"), .. Included(elements, "FrameworkReference"), .. Sdks(elements), .. Locked(folder)]);
    }

    private static IEnumerable<string> Included(IEnumerable<XElement> elements, string name) =>
        elements.Where(element => element.Name.LocalName == name).Select(element => element.Attribute("Include")?.Value).OfType<string>();

    // The web SDK brings ASP.NET Core without a word.
    private static IEnumerable<string> Sdks(IEnumerable<XElement> elements) =>
        elements.Select(element => element.Attribute("Sdk")?.Value).OfType<string>();

    /// <summary>The packages behind the packages, as the lock file has them.</summary>
    private static IEnumerable<string> Locked(string folder)
    {
        var path = $"{folder}/packages.lock.json";
        if (!Repository.Files.Contains(path))
            return [];
        using var json = JsonDocument.Parse(Repository.Read(path));
        return [.. json.RootElement.GetProperty("dependencies").EnumerateObject()
            .SelectMany(target => target.Value.EnumerateObject()).Select(package => package.Name)];
    }
}
