using System.Text.RegularExpressions;

namespace DevFlow.Architecture.Tests.Deployment;

/// <summary>docs/deployment.md speaks of what is there: files, commands, options, settings, rules, containers.</summary>
public sealed partial class DeploymentGuideTests
{
    private const string Guide = "docs/deployment.md";

    private static readonly string _text = Repository.Read(Guide);

    // 1Password Connect's own, which only its documentation knows.
    private static readonly string[] _ofConnect = ["OP_SYNC_TIMEOUT", "OP_TLS_USE_LETSENCRYPT", "OP_TLS_DOMAIN"];

    // What Aspire's own host reads from the command line, and what ours adds.
    private static readonly string[] _switches = ["--operation", "--publisher", "--step", "--output-path", "--clear-cache", "--target"];

    // What is typed: indented lines, those that a backslash continues included, and code within a line.
    private static readonly string[] _commands =
    [
        .. IndentedLine().Matches(_text.Replace("\\\n", " ", StringComparison.Ordinal)).Select(match => match.Groups["code"].Value),
        .. Span().Matches(_text).Select(match => match.Groups["code"].Value),
    ];

    [Fact]
    public void Links_lead_to_files_and_headings()
    {
        var links = Link().Matches(_text).Select(match => match.Groups["target"].Value)
            .Where(target => !target.StartsWith("https://", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(links);
        Assert.All(links, link =>
        {
            var parts = link.Split('#');
            var file = parts[0].Length == 0 ? Guide : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, "docs", parts[0])));
            Assert.Contains(file, Repository.Files);
            if (parts.Length > 1)
                Assert.Contains(parts[1], Heading().Matches(Repository.Read(file)).Select(match => Anchor(match.Groups["title"].Value)));
        });
    }

    [Fact]
    public void Files_of_the_repository_that_it_names_are_there()
    {
        var named = RepositoryPath().Matches(_text).Select(match => match.Value).Distinct().ToList();

        Assert.InRange(named.Count, 5, 50);
        Assert.All(named, path => Assert.Contains(path, Repository.Files));
    }

    [Fact]
    public void Every_file_in_deploy_is_spoken_of() => Assert.All(
        Repository.Files.Where(path => path.StartsWith("deploy/", StringComparison.Ordinal)),
        path => Assert.Contains(path, _text, StringComparison.Ordinal));

    [Fact]
    public void Projects_that_are_run_are_there()
    {
        var projects = RunProject().Matches(_text).Select(match => match.Groups["project"].Value).Distinct().ToList();

        Assert.Contains("DevFlow.AppHost", projects);
        Assert.All(projects, project => Assert.Contains(ProjectFile.All, file => file.Folder == project));
    }

    [Fact]
    public void Commands_and_options_of_the_tool_exist()
    {
        var sources = string.Concat(Repository.Files.Where(IsSourceOf("DevFlow.Cli/")).Select(Repository.Read));
        var calls = _commands.Select(code => ToolCall().Match(code)).Where(match => match.Success).ToList();

        Assert.Contains(calls, call => call.Groups["rest"].Value.Contains("--strict", StringComparison.Ordinal));
        Assert.All(calls, call =>
        {
            Assert.Contains($"new Command(\"{call.Groups["command"].Value}\"", sources, StringComparison.Ordinal);
            Assert.All(Option().Matches(call.Groups["rest"].Value), option => Assert.Contains($"\"{option.Value}\"", sources, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Switches_of_the_app_host_exist()
    {
        var calls = _commands.Select(code => HostCall().Match(code)).Where(match => match.Success).Select(match => match.Groups["rest"].Value).ToList();

        Assert.All(
            (string[])["--target compose", "--target kubernetes", "--target azure", "--publisher manifest"],
            part => Assert.Contains(calls, call => call.Contains(part, StringComparison.Ordinal)));
        Assert.All(calls, call => Assert.All(Option().Matches(call), option => Assert.Contains(option.Value, _switches)));
        Assert.Contains(
            Repository.Files.Where(IsSourceOf("DevFlow.AppHost/")), path => Repository.Read(path).Contains("\"target\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_are_read_somewhere()
    {
        var readers = string.Concat(Repository.Files
            .Where(path => path.StartsWith("DevFlow.", StringComparison.Ordinal) || path.StartsWith("deploy/", StringComparison.Ordinal)).Select(Repository.Read));

        Assert.All(
            Setting().Matches(_text).Select(match => match.Value).Except(_ofConnect),
            setting => Assert.Contains(setting, readers, StringComparison.Ordinal));
    }

    [Fact]
    public void Rules_are_those_of_verify()
    {
        var sources = string.Concat(Repository.Files.Where(IsSourceOf("DevFlow.Secrets/")).Select(Repository.Read));
        var rules = Rule().Matches(_text).Select(match => match.Value).Distinct().ToList();

        Assert.NotEmpty(rules);
        Assert.All(rules, rule => Assert.Contains($"\"{rule}", sources, StringComparison.Ordinal));
    }

    [Fact]
    public void Containers_and_the_volume_have_the_names_that_compose_gives()
    {
        var compose = Yaml.Read("deploy/docker-compose.1password.yml");
        var names = compose.Map("services").Select(service => service.Value.Text("container_name")).OfType<string>()
            .Append(compose.Text("name")!)
            .Concat(compose.Map("volumes").Select(volume => $"{compose.Text("name")}_{volume.Key}"));

        Assert.All(ContainerName().Matches(_text).Select(match => match.Value).Distinct(), name => Assert.Contains(name, names));
    }

    private static Func<string, bool> IsSourceOf(string folder) =>
        path => path.StartsWith(folder, StringComparison.Ordinal) && Path.GetExtension(path) == ".cs";

    // As GitHub makes it: lower case, blanks to hyphens, what is neither letter nor digit left out.
    private static string Anchor(string title) =>
        string.Concat(title.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Select(c => c == ' ' ? '-' : c));

    [GeneratedRegex(@"^(    |       )(?<code>\S.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IndentedLine();

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Span();

    [GeneratedRegex(@"\]\((?<target>[^)]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<title>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?<![\w/.])(deploy|config|docs|emulators)/[\w./-]*\w", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"--project (?<project>[A-Z][\w.]*\w)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RunProject();

    [GeneratedRegex(@"^([A-Z_]+=\S+ )*devflow (?<command>[a-z]+)(?<rest>.*)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ToolCall();

    [GeneratedRegex(@"--project DevFlow\.AppHost -- (?<rest>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HostCall();

    [GeneratedRegex(@"(?<![\w-])--[a-z-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Option();

    [GeneratedRegex(@"\b(OP|DEVFLOW)_[A-Z_]*[A-Z]\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Setting();

    [GeneratedRegex(@"\bconnect-(plain|credentials|url|denied|unavailable)(-[a-z]+)*-?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rule();

    [GeneratedRegex(@"\bdevflow-1password[\w-]*\w", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ContainerName();
}
