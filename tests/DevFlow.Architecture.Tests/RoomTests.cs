using System.Text.RegularExpressions;

namespace DevFlow.Architecture.Tests;

/// <summary>Folders by which a newcomer finds the way.</summary>
public sealed class RoomTests
{
    private const int Crowded = 45;

    private static readonly string[] _outside = ["emulators", "deploy", "docs", "config"];

    private static IEnumerable<string> Code => Repository.Files.Where(path =>
        Repository.IsProduct(path) && Path.GetExtension(path) is (".cs" or ".ts" or ".tsx") && !_outside.Contains(path.Split('/')[0]));

    [Fact]
    public void The_page_about_the_house_names_every_room_under_its_project()
    {
        var sections = Repository.Read("docs/architecture.md").Split("\n### ").Skip(1).ToDictionary(section => section.Split('\n')[0], section => section.Split("\n## ")[0], StringComparer.Ordinal);

        var rooms = Code.Select(RoomOf).OfType<(string Project, string Name)>().Distinct();

        Assert.DoesNotContain(rooms, room => !IsNamed(room.Name, sections.GetValueOrDefault(room.Project, "")));
    }

    [Fact]
    public void No_room_is_crowded()
    {
        var crowded = Code.CountBy(path => Path.GetDirectoryName(path)!).Where(room => room.Value > Crowded);

        Assert.Empty(crowded);
    }

    private static bool IsNamed(string room, string section) => Regex.IsMatch(section, $@"(?<![\w/]){Regex.Escape(room)}/", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>The folder below a project, such as <c>Connect</c> of <c>DevFlow.Secrets</c>; null for what lies in the project's own.</summary>
    private static (string Project, string Name)? RoomOf(string path)
    {
        var parts = path.Split('/');
        var depth = parts[0] == "services" ? 2 : 1;
        return parts.Length > depth + 1 ? (string.Join('/', parts[..depth]), parts[depth]) : null;
    }
}
