using System.Net;
using System.Net.Sockets;
using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Dashboard;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Tests.Host;
using DevFlow.Hosting.Tests.Model;
using DevFlow.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.Hosting.Tests.Dashboard;

/// <summary>Whatever becomes of the dashboard, the application goes on.</summary>
public class FaultTests : DashboardTest
{
    [Fact]
    public async Task A_dashboard_that_is_killed_is_started_again_and_told_everything_anew()
    {
        var builder = CreateBuilderWithDashboard("--LocalEngine:Restart:Pause=00:00:00.01");
        builder.AddExecutable("web", "sh", ".", "-c", "echo hello; exec sleep 1000");
        var application = await StartAsync(builder);
        var web = await ToldAsync("web", resource => resource.State == "Running");
        var before = await ToldAsync<Welcome>(_ => true);
        await ToldAsync<ConsoleWritten>(written => written.Resource == "web");

        foreach (var times in (int[])[1, 2])
        {
            await ProcessTable.SignalAsync(Dashboards()[^1], "KILL", Patience);
            await TranscriptAsync(_ => Dashboards().Count == times + 1);
            Assert.Equal(web.ProcessId, (await ToldAsync("web", resource => resource.State == "Running")).ProcessId);
            Assert.Equal("hello", (await ToldAsync<ConsoleWritten>(written => written.Resource == "web")).Lines[0].Text);
        }

        var after = await ToldAsync<Welcome>(_ => true);
        Assert.Equal(before.OtlpKey, after.OtlpKey);
        Assert.NotEqual(before.Token, after.Token);
        Assert.Equal(
            $"the dashboard ended with exit code 137 (SIGKILL) and is started again; the services are not touched. Its log is {Folder[".devflow", "logs", "dashboard.log"]}.",
            Assert.Single(NoticesOf(application)));
    }

    [Fact]
    public async Task A_dashboard_that_does_not_read_holds_nothing_up_and_is_told_the_latest_once_it_does()
    {
        const int lines = 60_000;
        var builder = CreateBuilderWithDashboard("--Dashboard:Play=hang", $"--Dashboard:Until={Folder["until"]}");
        builder.AddExecutable("flood", "sh", ".", "-c", $"seq {lines}; echo done $$; exec sleep 1000");
        builder.AddExecutable("web", HostProgram.Path, ".", "--serve").WithHttpEndpoint(env: "PORT").WithHttpHealthCheck("/");
        var application = await StartAsync(builder);
        await HealthyAsync(application, "web");
        for (var i = 0; i < 20; i++)
            await application.ResourceCommands.ExecuteCommandAsync("flood", "restart", Patience);
        var process = (await InStateAsync(application, "flood", KnownResourceStates.Running)).Snapshot.ProcessId;
        while (LogOf(application, "flood")[^1] != $"done {process}")
            await WaitAsync("for the end of the flood");

        await File.WriteAllTextAsync(Folder["until"], "", Patience);

        await ToldAsync<ConsoleWritten>(written => written.Resource == "flood" && written.Lines.Any(line => line.Text == $"done {process}"));
        await ToldAsync("flood", resource => resource.ProcessId == process);
        var told = Told();
        Assert.InRange(told.OfType<ConsoleWritten>().Where(written => written.Resource == "flood").Sum(written => written.Lines.Count), 10_000, 40_000);
        Assert.InRange(told.OfType<ResourceChanged>().Count(message => message.Resource.Name == "flood"), 1, 5);
    }

    [Fact]
    public async Task A_dashboard_that_does_not_read_does_not_keep_the_application_from_ending()
    {
        var application = await StartAsync(CreateBuilderWithDashboard("--Dashboard:Play=hang", $"--Dashboard:Until={Folder["until"]}"));
        await TranscriptAsync(_ => Dashboards().Count == 1);

        await application.StopAsync(Patience);

        Assert.False(ProcessTable.IsAlive(Dashboards()[0]));
    }

    [Fact]
    public async Task A_dashboard_that_cannot_be_told_something_is_started_again_and_told_everything()
    {
        var builder = CreateBuilderWithDashboard("--LocalEngine:Restart:Pause=00:00:00.01");
        builder.AddExecutable("web", "sleep", ".", "1000");
        var odd = builder.AddResource(new OddResource(builder.AddExecutable("first", "sleep", ".", "1000").Resource)).WithArgs("1000");
        var application = await StartAsync(builder);
        await ToldAsync("odd", resource => resource.State == "Running");
        await TranscriptAsync(_ => Dashboards().Count == 1);

        odd.Resource.FailOnce();
        await application.ResourceNotifications.PublishUpdateAsync(odd.Resource, snapshot => snapshot with { Urls = [new("late", "http://localhost:1", IsInternal: false)] });

        await TranscriptAsync(_ => Dashboards().Count == 2);
        await ToldAsync("web", resource => resource.State == "Running");
        Assert.Equal("late", Assert.Single((await ToldAsync("odd", _ => true)).Urls).Name);
        Assert.Contains("and is started again", Assert.Single(NoticesOf(application)), StringComparison.Ordinal);
        Assert.Contains(LogOf(application, "dashboard"), line => line == $"It could not be told everything: {nameof(InvalidOperationException)}: {OddResource.Fault}");
    }

    [Fact]
    public async Task A_fault_that_nobody_foresaw_costs_the_dashboard_alone()
    {
        const string secret = "a-secret-in-a-message";
        var builder = CreateBuilderWithDashboard().AddDashboardMask(() => [secret]);
        builder.Services.AddSingleton<Func<LogBacklog, DashboardProcess>>(provider => _ => throw new InvalidOperationException($"{secret} is out of place"));
        builder.AddExecutable("web", "sleep", ".", "1000");
        var application = await StartAsync(builder);
        await InStateAsync(application, "web", KnownResourceStates.Running);

        await NoticeAsync(application, "without its dashboard");
        await application.StopAsync(Patience);

        Assert.Equal("the application runs without its dashboard: InvalidOperationException: *** is out of place.", Assert.Single(NoticesOf(application)));
        await StartAsync(CreateBuilder());
    }

    [Fact]
    public async Task The_folder_is_free_even_when_the_dashboard_cannot_be_stopped()
    {
        var builder = CreateBuilderWithDashboard();
        builder.Services.AddSingleton<Func<LogBacklog, DashboardProcess>>(provider => _ => throw new UnspeakableException());
        var application = builder.Build();
        await application.StartAsync(Patience);
        await Assert.ThrowsAnyAsync<Exception>(() => application.StopAsync(Patience));

        await StartAsync(CreateBuilder());

        await Assert.ThrowsAnyAsync<Exception>(() => application.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task Commands_beyond_what_is_executed_at_once_are_answered_with_an_error()
    {
        const int asked = 100;
        var release = new TaskCompletionSource();
        var builder = CreateBuilderWithDashboard();
        builder.AddExecutable("web", "sleep", ".", "1000").WithCommand("wait", "Wait", async _ =>
        {
            await release.Task;
            return CommandResults.Success();
        });
        await StartAsync(builder);
        await ToldAsync("web", resource => resource.State == "Running");

        foreach (var id in Enumerable.Range(1, asked))
            await SayAsync(new CommandAsked(id, "web", "wait"));
        await TranscriptAsync(_ => Told().OfType<CommandEnded>().Count() == asked - 32);
        Assert.All(Told().OfType<CommandEnded>(), ended => Assert.StartsWith("too many commands at once", ended.Error, StringComparison.Ordinal));
        release.SetResult();
        await TranscriptAsync(_ => Told().OfType<CommandEnded>().Count() == asked);

        Assert.Equal(Enumerable.Range(1, asked), Told().OfType<CommandEnded>().Select(ended => ended.Id).Order());
        Assert.Equal(32, Told().OfType<CommandEnded>().Count(ended => ended.Error is null));
    }

    [Fact]
    public async Task Nonsense_goes_into_the_log_and_nowhere_else()
    {
        var application = await StartAsync(CreateBuilderWithDashboard("--Dashboard:Play=nonsense"));
        await ToldAsync<Welcome>(_ => true);
        await SayAsync(new CommandAsked(7, "nobody", "stop"));
        await ToldAsync<CommandEnded>(ended => ended.Id == 7);

        await application.StopAsync(Patience);

        var log = await File.ReadAllTextAsync(Folder[".devflow", "logs", "dashboard.log"], Patience);
        foreach (var line in (string[])["hello", "{\"type\":\"unheard of\"}", "{}", "null", "[1,2"])
            Assert.Contains($"not understood: {line}\n", log, StringComparison.Ordinal);
        Assert.Single(Dashboards());
        Assert.Empty(NoticesOf(application));
    }

    [Fact]
    public async Task A_port_in_use_costs_the_dashboard_alone_and_is_named_with_its_setting()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var builder = CreateBuilderWithPorts([.. DashboardArgs, $"--DEVFLOW_DASHBOARD_PORT={port}"]).AddDashboard<HostProject>();
        builder.AddProject<HostProject>("service").WithArgs("--end-early");
        var application = await StartAsync(builder);
        await InStateAsync(application, "service", KnownResourceStates.Finished);

        Assert.Equal(
            $"the application runs without its dashboard: port {port} (DEVFLOW_DASHBOARD_PORT) is in use by another program (process {Environment.ProcessId}, {ProcessStat.Of(Environment.ProcessId)!.Name}); stop that program, or choose another port with DEVFLOW_DASHBOARD_PORT.",
            Assert.Single(NoticesOf(application)));
        Assert.Empty(Dashboards());
    }

    [Fact]
    public async Task A_dashboard_that_is_not_built_is_named_with_the_remedy()
    {
        var builder = CreateBuilder().AddDashboard<UnbuiltProject>();
        builder.AddExecutable("web", "sleep", ".", "1000");
        var application = await StartAsync(builder);
        await InStateAsync(application, "web", KnownResourceStates.Running);

        Assert.Equal(
            "the application runs without its dashboard: 'dashboard' is not built: /nowhere/bin/Unbuilt.dll does not exist. Build the app host, which builds it too.",
            Assert.Single(NoticesOf(application)));
    }

    [Fact]
    public async Task A_dashboard_that_never_comes_up_is_given_up_with_its_last_words()
    {
        var application = await StartAsync(CreateBuilderWithDashboard("--Dashboard:Play=ends", "--LocalEngine:Restart:Pause=00:00:00.01"));

        await NoticeAsync(application, "without its dashboard");

        Assert.Equal(
            $"the application runs without its dashboard: 3 times in a row it ended with exit code 3: Unhandled exception. The moon is in the wrong place. Its log is {Folder[".devflow", "logs", "dashboard.log"]}.",
            Assert.Single(NoticesOf(application)));
    }

    [Fact]
    public async Task A_resource_that_has_the_dashboards_name_keeps_its_log_and_its_folder()
    {
        var builder = CreateBuilderWithDashboard();
        builder.AddExecutable("dashboard", "sleep", ".", "1000");
        var application = await StartAsync(builder);
        await InStateAsync(application, "dashboard", KnownResourceStates.Running);

        Assert.Contains("a resource is called 'dashboard'", Assert.Single(NoticesOf(application)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dashboard_whose_app_host_is_killed_ends_by_itself()
    {
        var host = Kept(HostProcess.Start(Folder, "none", environment: null, ["--with-dashboard=yes", "--Dashboard:Play=deaf", .. DashboardArgs]));
        await ToldAsync<Welcome>(_ => true);

        await ProcessTable.SignalAsync(host.Id, "KILL", Patience);

        await TranscriptAsync(transcript => transcript.EndsWith("ended\n", StringComparison.Ordinal));
        await ProcessTable.GoneAsync(Dashboards(), Patience);
    }
}
