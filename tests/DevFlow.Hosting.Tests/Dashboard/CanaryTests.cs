using System.Text;
using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Dashboard;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DevFlow.Hosting.Tests.Dashboard;

/// <summary>Marked values on all their ways through an application; none of them may reach the dashboard.</summary>
public class CanaryTests : DashboardTest
{
    private const string Mark = "canary-5b1f";
    private const string Password = $"{Mark}+/\"pass word\"";
    private const string Named = $"{Mark}-by-its-name";
    private const string Given = $"{Mark}-by-the-app-host";
    private const string InAddress = $"{Mark}-in-an-address";
    private const string Configured = $"Host=localhost;Password={Mark}-configured";

    private static readonly string[] Forms =
    [
        Mark,
        Uri.EscapeDataString(Password),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)),
        Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Password)),
    ];

    [Fact]
    public async Task No_secret_is_told_wherever_it_stands()
    {
        var builder = CreateBuilderWithDashboard($"--ConnectionStrings:configured={Configured}");
        builder.AddDashboardMask(() => [Given, "over"]);
        var password = builder.AddParameter("password", () => Password, secret: true);
        var configured = builder.AddConnectionString("configured");
        var composed = builder.AddConnectionString("composed", ReferenceExpression.Create($"Endpoint=http://localhost;Key={password}"));
        // A connection string takes no quotes.
        var ofTheDatabase = builder.AddParameter("of-the-database", () => $"{Mark}-of-the-database+/", secret: true);
        builder.AddPostgresStandIn();
        var database = builder.AddPostgres("postgres", password: ofTheDatabase).AddDatabase("orders");
        var check = "sick";
        builder.Services.AddHealthChecks().AddCheck(check, () => HealthCheckResult.Unhealthy($"cannot log in with {Password}"));
        builder.AddExecutable("sick", "sleep", ".", "1000").WithHealthCheck(check)
            .WithCommand("fail", "Fail", _ => Task.FromResult(CommandResults.Failure($"{Password} is not right")));
        builder.AddExecutable("talker", "env", ".", "sh", "-c", Says(), "sh")
            .WithEnvironment("PLAIN", password)
            .WithEnvironment("IN_A_TEXT", $"x{password}y")
            .WithEnvironment("COPIED", Password)
            .WithEnvironment("SOME_TOKEN", Named)
            .WithEnvironment("STORE", $"http://me:{InAddress}@localhost")
            .WithEnvironment(context => { context.EnvironmentVariables["LATE"] = ReferenceExpression.Create($"{composed.Resource}"); })
            .WithReference(configured).WithReference(composed).WithReference(database)
            .WithArgs("--password", Named, $"--url=http://me:{InAddress}@localhost", Password)
            .WithArgs(context => context.Args.Add(password.Resource));
        builder.AddExecutable("absent", "/nowhere/program", ".").WithEnvironment("API_KEY", password);
        builder.AddExecutable("refused", "sleep", ".", "1").WithEnvironment(_ => throw new DistributedApplicationException($"{Password} cannot be used"));
        var application = await StartAsync(builder);
        await File.WriteAllTextAsync(Folder["says"], "nonsense\n", Patience);

        await ToldAsync("talker", resource => resource.State == "Finished");
        await ToldAsync("refused", resource => resource.State == "FailedToStart");
        await ToldAsync("sick", resource => resource.Health == "Unhealthy");
        await HealthyAsync(application, "orders");
        await SayAsync(new CommandAsked(1, "sick", "fail"));
        var ended = await ToldAsync<CommandEnded>(_ => true);
        await ToldAsync<ConsoleWritten>(written => written.Resource == "talker" && written.Lines.Any(line => line.Text == "over"));
        await application.StopAsync(Patience);

        // They have arrived where they belong.
        Assert.Contains(LogOf(application, "talker"), line => line == $"raw {Password}");
        Assert.Equal("*** is not right", ended.Error);
        var talker = Told().OfType<ResourceChanged>().Last(changed => changed.Resource.Name == "talker").Resource;
        Assert.Equal(
            ["COPIED", "ConnectionStrings__composed", "ConnectionStrings__configured", "ConnectionStrings__orders", "IN_A_TEXT", "LATE", "PLAIN", "SOME_TOKEN", "STORE"],
            talker.Environment.Where(variable => variable.Value is null).Select(variable => variable.Name).Order(StringComparer.Ordinal));
        Assert.EndsWith("--password *** *** *** ***", talker.Source, StringComparison.Ordinal);
        foreach (var line in (string[])["raw", "url", "base64", "hex", "login", "named", "given"])
            Assert.Contains(Told().OfType<ConsoleWritten>().SelectMany(written => written.Lines), told => told.Text == $"{line} ***");
        Assert.All(Forms, form => Assert.DoesNotContain(form, Transcript, StringComparison.Ordinal));
        var log = await File.ReadAllTextAsync(Folder[".devflow", "logs", "dashboard.log"], Patience);
        Assert.Contains("nonsense", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Mark, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dashboard_is_told_nothing_when_nobody_can_say_what_it_must_not_be_told()
    {
        var builder = CreateBuilderWithDashboard().AddDashboardMask(() => throw new InvalidOperationException(Mark));
        var application = await StartAsync(builder);

        await NoticeAsync(application, "without its dashboard");

        Assert.Equal(
            "the application runs without its dashboard: the values that it must not be told cannot be read (InvalidOperationException).",
            Assert.Single(NoticesOf(application)));
        Assert.Empty(Dashboards());
    }

    [Fact]
    public async Task An_address_of_the_model_is_shown_whatever_its_resource_is_called()
    {
        var builder = CreateBuilderWithDashboard();
        var keys = builder.AddExecutable("token-store", "sleep", ".", "1000").WithHttpEndpoint(env: "PORT");
        builder.AddExecutable("web", "sh", ".", "-c", "echo at $TOKEN_STORE; exec sleep 1000").WithEnvironment("TOKEN_STORE", keys.GetEndpoint("http"));
        await StartAsync(builder);

        await ToldAsync("web", resource => resource.State == "Running");
        var line = (await ToldAsync<ConsoleWritten>(written => written.Resource == "web")).Lines[0].Text;

        var store = await ToldAsync("token-store", resource => resource.State == "Running");
        Assert.Equal($"at {Assert.Single(store.Urls).Url}", line);
    }

    [Fact]
    public async Task The_dashboard_inherits_no_secret_and_its_keys_stand_on_no_command_line()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["OP_CONNECT_TOKEN"] = Mark, ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "true" };
        Kept(HostProcess.Start(Folder, "none", environment, ["--with-dashboard=yes", .. DashboardArgs]));
        var welcome = await ToldAsync<Welcome>(_ => true);

        var inherited = await File.ReadAllTextAsync($"/proc/{Dashboards()[0]}/environ", Patience);

        Assert.Contains("PATH=", inherited, StringComparison.Ordinal);
        Assert.Contains("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=true", inherited, StringComparison.Ordinal);
        Assert.All((string[])[Mark, welcome.Token, welcome.OtlpKey], secret => Assert.DoesNotContain(secret, inherited, StringComparison.Ordinal));
        Assert.DoesNotContain(ProcessTable.CommandLines(), line => line.Contains(welcome.Token, StringComparison.Ordinal) || line.Contains(welcome.OtlpKey, StringComparison.Ordinal));
    }

    /// <summary>A script that writes the password, its last argument, in several ways.</summary>
    private static string Says() => $$"""
        for password; do :; done
        echo "raw $password"
        echo "url {{Uri.EscapeDataString(Password)}}"
        printf 'base64 '; printf %s "$password" | base64
        printf 'hex '; printf %s "$password" | od -An -tx1 -v | tr -d ' \n'; echo
        echo "login {{Mark}}-configured"
        echo "named $SOME_TOKEN"
        echo "given {{Given}}"
        echo over
        """;
}
