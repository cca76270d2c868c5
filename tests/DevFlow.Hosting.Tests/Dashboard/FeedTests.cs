using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Dashboard;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Tests.Host;

namespace DevFlow.Hosting.Tests.Dashboard;

public class FeedTests : DashboardTest
{
    [Fact]
    public async Task The_first_thing_told_is_who_the_application_is_and_which_secrets_it_knows()
    {
        var builder = CreateBuilderWithDashboard();
        builder.AddDashboardSecrets([new("API_KEY", "system") { Reference = "op://Vault/Item/key", Description = "opens the door", IsRequired = true, UsedBy = ["web"] }]);
        var application = await StartAsync(builder);

        var welcome = await ToldAsync<Welcome>(_ => true);

        Assert.IsType<Welcome>(Told()[0]);
        Assert.Equal(builder.Environment.ApplicationName, welcome.Application);
        Assert.Matches("^[0-9a-f]{32}$", welcome.Token);
        Assert.Matches("^[0-9a-f]{32}$", welcome.OtlpKey);
        Assert.NotEqual(welcome.Token, welcome.OtlpKey);
        var secret = Assert.Single(welcome.Secrets);
        Assert.Equal(("API_KEY", "system", "op://Vault/Item/key", "opens the door", true, true), (secret.Key, secret.Tier, secret.Reference, secret.Description, secret.IsSecret, secret.IsRequired));
        Assert.Equal(["web"], secret.UsedBy);
        Assert.Empty(NoticesOf(application));
    }

    [Fact]
    public async Task A_resource_is_told_with_all_that_a_person_sees_of_it()
    {
        var builder = CreateBuilderWithDashboard();
        var database = builder.AddConnectionString("store", ReferenceExpression.Create($"http://somewhere"));
        var first = builder.AddExecutable("first", "sleep", ".", "1000");
        builder.AddExecutable("web", HostProgram.Path, ".", "--serve", "--verbose")
            .WithHttpEndpoint(env: "PORT").WithEndpoint(name: "bus", scheme: "tcp").WithHttpEndpoint(name: "grpc").WithEndpoint("grpc", endpoint => endpoint.Transport = "http2")
            .WithHttpHealthCheck("/")
            .WithEnvironment("COLOUR", "blue")
            .WithReference(database)
            .WithParentRelationship(first)
            .WithCommand("clear", "Clear", _ => Task.FromResult(CommandResults.Success()), new() { Description = "Clears it", ConfirmationMessage = "Sure?", IsHighlighted = true })
            .WaitFor(first);
        await StartAsync(builder);

        var web = await ToldAsync("web", resource => resource.Health == "Healthy");

        Assert.Equal(("Executable", "Running", $"{HostProgram.Path} --serve --verbose"), (web.Kind, web.State, web.Source));
        Assert.True(web.ProcessId > 0);
        Assert.NotNull(web.Started);
        Assert.Equal(["web_http_/_200_check"], web.HealthReports.Select(report => report.Name));
        Assert.Equal([("http", true), ("bus", false), ("grpc", false)], web.Urls.Select(url => (url.Name, url.IsLink)));
        Assert.Contains(new("COLOUR", "blue"), web.Environment);
        Assert.Contains(new("ConnectionStrings__store", "http://somewhere"), web.Environment);
        Assert.DoesNotContain(web.Environment, variable => variable.Name == "PATH");
        Assert.Equal(["Reference store", "Parent first", "WaitFor first"], web.Relations.Select(relation => $"{relation.Kind} {relation.Resource}"));
        Assert.Contains(new("clear", "Clear", "Clears it", true, "Sure?", true), web.Commands);
        Assert.Contains(web.Commands, command => command is { Name: "stop", IsEnabled: true });
        Assert.DoesNotContain(web.Commands, command => command.Name == "start");
        Assert.Equal("ConnectionString", (await ToldAsync("store", _ => true)).Kind);
    }

    [Fact]
    public async Task The_end_of_a_process_and_why_are_told()
    {
        var builder = CreateBuilderWithDashboard();
        builder.AddExecutable("broken", "sh", ".", "-c", "echo the disk is full >&2; exit 3");
        await StartAsync(builder);

        var broken = await ToldAsync("broken", resource => resource.State == "Exited");

        Assert.Equal((3, "exit code 3: the disk is full", null), (broken.ExitCode, broken.Reason, broken.ProcessId));
        Assert.NotNull(broken.Stopped);
        var line = Assert.Single((await ToldAsync<ConsoleWritten>(written => written.Resource == "broken")).Lines, line => line.IsError);
        Assert.Equal((1, "the disk is full"), (line.Number, line.Text));
    }

    [Fact]
    public async Task A_command_is_executed_and_its_end_told()
    {
        var builder = CreateBuilderWithDashboard();
        builder.AddExecutable("web", "sleep", ".", "1000")
            .WithCommand("fail", "Fail", _ => Task.FromResult(CommandResults.Failure("the moon is in the wrong place")));
        var application = await StartAsync(builder);
        await InStateAsync(application, "web", KnownResourceStates.Running);

        await SayAsync(new CommandAsked(1, "web", "stop"));
        await SayAsync(new CommandAsked(2, "nobody", "stop"));
        await SayAsync(new CommandAsked(3, "web", "fail"));

        Assert.Null((await ToldAsync<CommandEnded>(ended => ended.Id == 1)).Error);
        Assert.Equal("Exited", StateOf(application, "web"));
        Assert.Equal("Resource 'nobody' not found.", (await ToldAsync<CommandEnded>(ended => ended.Id == 2)).Error);
        Assert.Equal("the moon is in the wrong place", (await ToldAsync<CommandEnded>(ended => ended.Id == 3)).Error);
    }

    [Fact]
    public async Task The_dashboard_ends_with_the_application()
    {
        var application = await StartAsync(CreateBuilderWithDashboard());
        await ToldAsync<Welcome>(_ => true);

        await application.StopAsync(Patience);

        Assert.False(Support.ProcessTable.IsAlive(Assert.Single(Dashboards())));
    }

    [Fact]
    public async Task Without_a_dashboard_nothing_of_it_is_there()
    {
        var builder = CreateBuilderWithDashboard("--DEVFLOW_DASHBOARD=false");
        builder.AddExecutable("web", "sleep", ".", "1000");
        var application = await StartAsync(builder);
        await InStateAsync(application, "web", KnownResourceStates.Running);

        Assert.Empty(builder.DashboardPorts());
        Assert.False(Directory.Exists(Folder[".devflow", "dashboard"]));
        Assert.False(File.Exists(Folder["transcript"]));
    }

    [Fact]
    public void A_switch_that_is_neither_on_nor_off_is_refused() => Assert.Equal(
        "DEVFLOW_DASHBOARD is 'perhaps'; write true or false.",
        Assert.Throws<DistributedApplicationException>(() => CreateBuilderWithDashboard("--DEVFLOW_DASHBOARD=perhaps")).Message);
}
