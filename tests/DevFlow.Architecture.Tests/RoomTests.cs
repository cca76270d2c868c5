namespace DevFlow.Architecture.Tests;

/// <summary>Folders by which a newcomer finds the way.</summary>
public sealed class RoomTests
{
    private const int Crowded = 45;

    private static readonly string[] _outside = ["emulators", "deploy", "docs", "config"];

    private static IEnumerable<string> Code => Repository.Files.Where(path =>
        Repository.IsProduct(path) && Path.GetExtension(path) is (".cs" or ".ts" or ".tsx") && !_outside.Contains(path.Split('/')[0]));

    [Fact]
    public void The_page_about_the_house_names_every_room()
    {
        var page = Repository.Read("docs/architecture.md");

        var rooms = Code.Select(RoomOf).OfType<string>().Distinct();

        Assert.DoesNotContain(rooms, room => !page.Contains($"{Path.GetFileName(room)}/", StringComparison.Ordinal));
    }

    [Fact]
    public void No_room_is_crowded()
    {
        var crowded = Code.CountBy(path => Path.GetDirectoryName(path)!).Where(room => room.Value > Crowded);

        Assert.Empty(crowded);
    }

    /// <summary>The folder below a project, such as <c>DevFlow.Secrets/Connect</c>; null for what lies in the project's own.</summary>
    private static string? RoomOf(string path)
    {
        var parts = path.Split('/');
        var project = parts[0] == "services" ? 2 : 1;
        return parts.Length > project + 1 ? string.Join('/', parts[..(project + 1)]) : null;
    }
}
