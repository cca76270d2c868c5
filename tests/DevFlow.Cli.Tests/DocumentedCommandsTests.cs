using System.Text.RegularExpressions;

namespace DevFlow.Cli.Tests;

/// <summary>
/// What the documents say to type. A line that can be typed as it stands is typed by a script, which says what comes; one with places to fill in
/// (<c>NAME</c>, <c>[--option]</c>) is a usage, of which the tool's own help knows every option.
/// </summary>
public sealed partial class DocumentedCommandsTests
{
    private static readonly List<string> _typed =
        [.. Directory.GetFiles(Repository.Scripts, "*.txt").SelectMany(path => Script.Read(path).Steps).OfType<RunStep>().Select(step => step.Command)];

    public static TheoryData<string, string> Commands => [.. Documented().Where(it => !IsUsage(it.Command)).Select(it => (it.Place, it.Command))];

    public static TheoryData<string, string> Usages => [.. Documented().Where(it => IsUsage(it.Command)).Select(it => (it.Place, it.Command))];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_script_types_it(string place, string command)
    {
        var within = new Regex($@"(^|[|;&>(""' ]){Regex.Escape(command)}($| *[|;&<>)""'])", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

        Assert.True(_typed.Exists(within.IsMatch), $"{place}: no script of tests/DevFlow.Cli.Tests/Scripts types: {command}");
    }

    [Theory]
    [MemberData(nameof(Usages))]
    public async Task The_help_knows_every_option_of_it(string place, string usage)
    {
        using var clone = new Clone();
        var words = usage.Split(' ').Skip(1).TakeWhile(word => Word().IsMatch(word));
        var help = await new Shell(clone.Folder).RunAsync($"devflow {string.Join(' ', words)} --help");

        Assert.True(help.IsSuccess, $"{place}: there is no command of {usage}");
        Assert.All(Option().Matches(usage).Select(match => match.Value), option => Assert.Contains(option, help.StandardOutput, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Place, string Command)> Documented()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Append(Path.Combine(Repository.Root, "README.md")).Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var (index, line) in File.ReadLines(file).Index())
            {
                if (Line().Match(line) is { Success: true } match)
                    yield return ($"{Path.GetRelativePath(Repository.Root, file)}:{index + 1}", match.Groups["command"].Value);
            }
        }
    }

    private static bool IsUsage(string command) => Place().IsMatch(Quoted().Replace(command, ""));

    // Indented, as it is or after a prompt; what follows two blanks or a # is said of it.
    [GeneratedRegex(@"^    (\$ )?(?<command>([A-Z_]+=\S+ )*(eval ""\$\()?devflow( [^\s#]\S*)*)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();

    [GeneratedRegex(@"[\[\]…]| [A-Z]+(\||…| |$)|\|[A-Z-]", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Place();

    [GeneratedRegex("\"[^\"]*\"|'[^']*'", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex("^[a-z][a-z-]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex("--[a-z-]+[a-z]", RegexOptions.NonBacktracking)]
    private static partial Regex Option();
}
