using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Testing;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.JavaScript;

public class ViteAppTests : HostingTest
{
    // What it is given is what it answers: the port in the environment, then its arguments.
    private const string Server = """
        require('node:http')
          .createServer((_, response) => response.end([process.env.PORT, ...process.argv.slice(2)].join(' ')))
          .listen(Number(process.env.PORT));
        """;

    [Fact]
    public async Task A_script_of_package_json_runs_with_the_port_in_both_places()
    {
        await WriteAppAsync();
        var builder = CreateBuilder();
        var ui = builder.AddViteApp("ui", "app").WithHttpHealthCheck();
        var application = await StartAsync(builder);
        await HealthyAsync(application, "ui");

        var port = ui.GetEndpoint("http").Port;
        using var client = application.CreateHttpClient("ui");
        Assert.Equal($"{port} --port {port}", await client.GetStringAsync(new Uri("/", UriKind.Relative), Patience));

        var all = ProcessTable.Descendants(Environment.ProcessId).Where(id => ProcessTable.CommandLine(id).Contains($"--port {port}", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(all);
        await application.StopAsync(Patience);
        await ProcessTable.GoneAsync(all, Patience);
    }

    [Fact]
    public async Task Without_node_it_is_skipped_with_reason_and_remedy()
    {
        await WriteAppAsync();
        var builder = CreateBuilder();
        builder.Configuration["PATH"] = Folder.Path;
        builder.AddViteApp("ui", "app");
        var application = await StartAsync(builder);

        await InStateAsync(application, "ui", LocalResourceStates.Skipped);
        Assert.Contains("Install Node.js 20.19 or later", Assert.Single(LogOf(application, "ui")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_without_package_json_fails_and_is_told_where_it_was_looked_for()
    {
        var builder = CreateBuilder();
        builder.AddViteApp("ui", "app");
        var application = await StartAsync(builder);

        await InStateAsync(application, "ui", KnownResourceStates.FailedToStart);
        Assert.Equal($"'ui' has no package.json in {Folder["app"]}.", Assert.Single(LogOf(application, "ui")));
    }

    [Fact]
    public async Task Packages_that_cannot_be_installed_fail_the_app_with_the_command_to_try()
    {
        await WriteAppAsync();
        await File.WriteAllTextAsync(Folder["app", "package-lock.json"], "{ not json", Patience);
        var builder = CreateBuilder();
        builder.AddViteApp("ui", "app");
        var application = await StartAsync(builder);

        await InStateAsync(application, "ui", KnownResourceStates.FailedToStart);
        Assert.Contains("Run 'npm ci' in", LogOf(application, "ui")[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_applications_of_one_folder_install_its_packages_once()
    {
        await WriteAppAsync();
        Directory.CreateDirectory(Folder["bin"]);
        // It takes its time, and finds out whether another one is at it too.
        await File.WriteAllTextAsync(Folder["bin", "npm"], $"""
            #!/bin/sh
            [ "$1" = run ] && exec node server.js "$@"
            mkdir "{Folder["busy"]}" || exit 9
            echo once >> "{Folder["installs"]}"
            sleep 0.5
            mkdir -p node_modules && touch node_modules/.package-lock.json
            rmdir "{Folder["busy"]}"
            """, Patience);
        File.SetUnixFileMode(Folder["bin", "npm"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var applications = Enumerable.Range(0, 3).Select(i =>
        {
            var builder = CreateBuilder($"--LocalEngine:DataDirectory={Folder[$"data-{i}"]}");
            builder.Configuration["PATH"] = $"{Folder["bin"]}:{Environment.GetEnvironmentVariable("PATH")}";
            builder.AddViteApp("ui", "app").WithHttpHealthCheck();
            return Build(builder);
        }).ToList();

        await Task.WhenAll(applications.Select(application => application.StartAsync(Patience)));
        await Task.WhenAll(applications.Select(application => HealthyAsync(application, "ui")));

        Assert.Equal("once\n", await File.ReadAllTextAsync(Folder["installs"], Patience));
    }

    private async Task WriteAppAsync()
    {
        Directory.CreateDirectory(Folder["app"]);
        await File.WriteAllTextAsync(Folder["app", "server.js"], Server, Patience);
        await File.WriteAllTextAsync(Folder["app", "package.json"], """{"name": "ui", "version": "1.0.0", "scripts": {"dev": "node server.js"}}""", Patience);
    }
}
