using System.Text.RegularExpressions;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Console;

public class ConsoleTests : HostingTest
{
    [Fact]
    public async Task Redirected_output_has_a_plain_line_per_resource_a_summary_and_prefixed_logs()
    {
        var host = Kept(HostProcess.Start(Folder, "mixed"));
        await host.AtRestAsync(Patience);
        await ProcessTable.SignalAsync(host.Id, "TERM", Patience);
        await host.ExitedAsync(Patience);

        Assert.Matches(Row("steady", "healthy", ""), host.Output);
        Assert.Matches(Row("job", "ended", "  exit code 0"), host.Output);
        Assert.Matches(Row("broken", "failed", "  exit code 3: the disk is full"), host.Output);
        Assert.Matches(Row("box", "skipped", "  'box' is a container, .*Docker.*"), host.Output);
        Assert.Matches(@"(?m)^1 failed, 1 waiting for what is not there, 1 skipped, the others are up after \d+\.\d s\. Ctrl\+C stops it\.$", host.Output);
        Assert.Matches("(?m)^steady    \\| hello from steady$", host.Output);
        Assert.Matches("(?m)^broken    \\| the disk is full$", host.Output);
        Assert.DoesNotContain('\e', host.Output);
    }

    [Fact]
    public async Task An_error_that_stands_in_the_way_of_the_start_is_one_line_and_an_exit_code()
    {
        var host = Kept(HostProcess.Start(Folder, "mixed", args: ["--operation", "publish"]));
        await host.ExitedAsync(Patience);

        Assert.Equal(1, host.ExitCode);
        Assert.Equal("error: --output-path is missing: the file to write, or a folder for it.", host.Output);
    }

    [Fact]
    public async Task A_service_that_is_still_starting_does_not_fill_the_console()
    {
        var host = Kept(HostProcess.Start(Folder, "web"));
        await host.AtRestAsync(Patience);

        Assert.Matches(Row("web", "healthy", "  http://localhost:\\d+"), host.Output);
        Assert.Matches("(?m)^Everything is up after ", host.Output);
        Assert.DoesNotContain("HealthChecks", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_ill_for_too_long_what_waits_for_it_and_what_is_not_started_are_told_and_hold_up_no_summary()
    {
        var host = Kept(HostProcess.Start(Folder, "ill", args: ["--LocalEngine:HealthyWithin=00:00:00.5"]));
        await host.AtRestAsync(Patience);

        Assert.Matches(Row("later", "not started", "  is started by a command"), host.Output);
        Assert.Matches(Row("ill", "unhealthy", @"  runs, but has not been healthy for 0\.5 s: check 'ill_http_/_200_check' fails: http://localhost:\d+/ does not answer: ConnectionError"), host.Output);
        Assert.Matches(@"(?m)^1 unhealthy, 1 waiting for what is not there, 1 not started, the others are up after ", host.Output);
    }

    private static Regex Row(string name, string state, string detail) =>
        new($@"(?m)^  {name} +{state} +\d+\.\d s{detail}$", RegexOptions.None, TimeSpan.FromSeconds(1));
}
