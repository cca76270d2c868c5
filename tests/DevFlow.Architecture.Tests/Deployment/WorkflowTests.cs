using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace DevFlow.Architecture.Tests.Deployment;

/// <summary>The workflow builds and tests with both engines, and can do no harm.</summary>
public sealed partial class WorkflowTests
{
    private const string Path = ".github/workflows/ci.yml";

    private static readonly YamlMappingNode _workflow = Yaml.Read(Path);

    private static readonly string[] _engines = ["local", "aspire"];

    [Fact]
    public void There_is_a_job_for_each_engine() => Assert.Equal(_engines, _workflow.Map("jobs").Select(job => job.Key));

    [Theory]
    [InlineData("local")]
    [InlineData("aspire")]
    public void A_job_names_its_engine_and_has_a_time_limit(string job)
    {
        Assert.Equal(job, _workflow.Text("jobs", job, "env", "DEVFLOW_ENGINE"));
        Assert.InRange(int.Parse(_workflow.Text("jobs", job, "timeout-minutes")!, System.Globalization.CultureInfo.InvariantCulture), 1, 120);
    }

    [Fact]
    public void The_local_job_runs_what_every_change_must_pass() => Assert.Contains(" .ci/run", Commands("local"), StringComparison.Ordinal);

    [Fact]
    public void The_aspire_job_builds_tests_and_publishes()
    {
        var commands = Commands("aspire");

        Assert.All(
            (string[])["dotnet build DevFlow.AppHost", "dotnet test --project tests/DevFlow.AppHost.Tests", "for mode in local hybrid saas onprem",
                "--publisher manifest", ".approved.json", "--target compose", "config --quiet"],
            part => Assert.Contains(part, commands, StringComparison.Ordinal));
    }

    [Fact]
    public void It_may_read_the_repository_and_nothing_else()
    {
        Assert.Equal([("contents", "read")], _workflow.Map("permissions").Select(one => (one.Key, ((YamlScalarNode)one.Value).Value!)));
        Assert.All(_engines, job => Assert.Null(_workflow.Find("jobs", job, "permissions")));
        Assert.All(
            _engines.SelectMany(job => _workflow.List("jobs", job, "steps")).Where(step => step.Text("uses")?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true),
            step => Assert.Equal("false", step.Text("with", "persist-credentials")));
    }

    [Fact]
    public void It_knows_no_secret()
    {
        var text = Repository.Read(Path);

        Assert.DoesNotMatch(SecretUse(), text);
        Assert.DoesNotContain("pull_request_target", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_push_ends_the_run_of_an_older_one() => Assert.NotNull(_workflow.Text("concurrency", "group"));

    [Fact]
    public void Actions_are_pinned_by_commit()
    {
        var uses = _engines.SelectMany(job => _workflow.List("jobs", job, "steps")).Select(step => step.Text("uses")).OfType<string>().ToList();

        Assert.NotEmpty(uses);
        Assert.All(uses, action => Assert.Matches(PinnedAction(), action));
    }

    [Fact]
    public void What_a_caller_can_write_reaches_no_shell() =>
        Assert.All(_engines, job => Assert.DoesNotContain("${{", Commands(job), StringComparison.Ordinal));

    [Fact]
    public void Files_that_it_reads_are_there()
    {
        var named = _engines.SelectMany(job => DeployFile().Matches(Commands(job))).Select(match => match.Value).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, file => Assert.Contains(file, Repository.Files));
    }

    private static string Commands(string job) =>
        string.Join('\n', _workflow.List("jobs", job, "steps").Select(step => step.Text("run")).OfType<string>());

    [GeneratedRegex(@"\$\{\{[^}]*\b(secrets|github\.token)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretUse();

    [GeneratedRegex("^[a-z]+/[a-z-]+@[0-9a-f]{40}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PinnedAction();

    [GeneratedRegex(@"\bdeploy/[\w.-]+\w", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DeployFile();
}
