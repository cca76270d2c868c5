using System.Net;
using System.Net.Sockets;
using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Testing;
using DevFlow.Hosting.Tests.Support;
using Npgsql;

namespace DevFlow.Hosting.Tests.PostgreSQL;

public class PostgresTests : HostingTest
{
    [Fact]
    public async Task A_database_is_created_and_keeps_its_data_and_password_from_run_to_run()
    {
        await using (var first = await StartAsync(Describe(keep: true)))
        {
            await HealthyAsync(first, "orders");
            await ExecuteAsync(first, "CREATE TABLE kept (id int)");
        }

        var second = await StartAsync(Describe(keep: true));
        await HealthyAsync(second, "orders");
        await ExecuteAsync(second, "SELECT * FROM kept");
        Assert.DoesNotContain(LogOf(second, "orders"), line => line.Contains("created", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_data_volume_every_run_begins_anew()
    {
        await using (var first = await StartAsync(Describe(keep: false)))
        {
            await HealthyAsync(first, "orders");
            await ExecuteAsync(first, "CREATE TABLE kept (id int)");
        }

        var second = await StartAsync(Describe(keep: false));
        await HealthyAsync(second, "orders");
        var fault = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(second, "SELECT * FROM kept"));
        Assert.Equal(PostgresErrorCodes.UndefinedTable, fault.SqlState);
    }

    [Fact]
    public async Task A_server_that_is_killed_is_started_again_and_its_data_is_there()
    {
        var application = await StartAsync(Describe(keep: false));
        await HealthyAsync(application, "orders");
        await ExecuteAsync(application, "CREATE TABLE kept (id int)");
        for (var kill = 1; kill <= Soak.Times(inEveryRun: 1, inFull: 5); kill++)
        {
            var postmaster = (await File.ReadAllLinesAsync(Folder[".devflow", "postgres", "data", "postmaster.pid"], Patience))[0];

            await ProcessTable.SignalAsync(int.Parse(postmaster), "KILL", Patience);

            await application.ResourceNotifications.WaitForResourceAsync("postgres", change => change.Snapshot.Restarts == kill, Patience);
            await HealthyAsync(application, "postgres");
            await ExecuteAsync(application, "SELECT * FROM kept");
        }

        Assert.Contains(LogOf(application, "postgres"), line => line.Contains("exit code 137 (SIGKILL); starting it again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_lock_of_a_killed_server_whose_process_id_is_another_process_now_is_removed_and_that_is_said()
    {
        await using (var first = await StartAsync(Describe(keep: true)))
            await HealthyAsync(first, "orders");
        // Of the server's own account, as on a laptop, where everything is: the server itself would take it for another server.
        var lockFile = Folder[".devflow", "postgres", "data", "postmaster.pid"];
        using var stranger = System.Diagnostics.Process.Start("setpriv", ["--reuid=postgres", "--", "sleep", "1000"]);
        await File.WriteAllLinesAsync(lockFile, [$"{stranger.Id}", Folder[".devflow", "postgres", "data"], "1", "5432", "", "localhost", "1 1", "ready"], Patience);
        System.Diagnostics.Process.Start("chown", ["postgres", lockFile]).WaitForExit();
        try
        {
            var second = await StartAsync(Describe(keep: true));

            await HealthyAsync(second, "orders");
            Assert.Contains($"removed {lockFile}: its server was killed, and process {stranger.Id} is another one now (sleep)", LogOf(second, "postgres"));
            await second.StopAsync(Patience);
        }
        finally
        {
            stranger.Kill();
        }
    }

    [Fact]
    public async Task A_server_whose_programs_are_missing_fails_with_three_ways_to_get_them()
    {
        var builder = CreateBuilder($"--DEVFLOW_POSTGRES_BIN={Folder.Path}");
        builder.AddPostgresStandIn().AddPostgres("postgres");
        var application = await StartAsync(builder);

        await InStateAsync(application, "postgres", KnownResourceStates.FailedToStart);
        var log = LogOf(application, "postgres");
        Assert.StartsWith($"DEVFLOW_POSTGRES_BIN names {Folder.Path}", log[0], StringComparison.Ordinal);
        Assert.Collection(log.Skip(1),
            line => Assert.Contains("apt install postgresql", line, StringComparison.Ordinal),
            line => Assert.Contains("npm install", line, StringComparison.Ordinal),
            line => Assert.Contains("set DEVFLOW_POSTGRES_BIN", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_port_in_use_is_named_before_the_server_starts()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        var builder = CreateBuilderWithPorts();
        builder.AddPostgresStandIn().AddPostgres("postgres", port: port);

        var fault = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync(builder));

        Assert.StartsWith($"Port {port} of 'postgres' is in use", fault.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder[".devflow", "postgres"]));
    }

    [Fact]
    public async Task Data_that_another_server_uses_is_left_alone()
    {
        var first = await StartAsync(Describe(keep: false));
        await HealthyAsync(first, "orders");

        // By way of another folder: on the same one a second application would not start at all.
        Directory.CreateDirectory(Folder["other"]);
        Directory.CreateSymbolicLink(Folder["other", "postgres"], Folder[".devflow", "postgres"]);
        var second = await StartAsync(Describe(keep: false).UseDataDirectory(Folder["other"]));
        await InStateAsync(second, "postgres", KnownResourceStates.FailedToStart);

        Assert.Contains("is in use by another server", LogOf(second, "postgres")[^1], StringComparison.Ordinal);
        await ExecuteAsync(first, "SELECT 1");
    }

    [Fact]
    public async Task Data_lies_elsewhere_and_that_is_said_when_the_servers_account_cannot_reach_the_folder()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root starts the server as another account");
        Directory.CreateDirectory(Folder["closed"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(Folder["closed", "data", "postgres"]);
        var elsewhere = Path.Combine("/var/lib/devflow", PostgresDataDirectory.FolderOf(Folder["closed", "data", "postgres"]));
        try
        {
            var application = await StartAsync(Describe(keep: true).UseDataDirectory(Folder["closed", "data"]));
            await HealthyAsync(application, "orders");
            Assert.Contains($"the account 'postgres' cannot reach the application's folder; the data lies in {elsewhere}", LogOf(application, "postgres"));
            await application.StopAsync(Patience);
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    [Fact]
    public void A_new_clone_at_an_old_place_gets_a_new_folder_elsewhere()
    {
        var first = Folder["first"];
        Directory.CreateDirectory(first);
        var before = PostgresDataDirectory.FolderOf(first);
        Assert.Equal(before, PostgresDataDirectory.FolderOf(first));

        Directory.Delete(first, recursive: true);
        Directory.CreateDirectory(first);

        Assert.NotEqual(before, PostgresDataDirectory.FolderOf(first));
    }

    [Fact]
    public async Task A_private_file_is_made_anew_where_a_link_was_planted()
    {
        await File.WriteAllTextAsync(Folder["victim"], "untouched", Patience);
        File.CreateSymbolicLink(Folder["password"], Folder["victim"]);

        await PrivateFile.WriteAsync(Folder["password"], "secret", Patience);

        Assert.Equal("untouched", await File.ReadAllTextAsync(Folder["victim"], Patience));
        Assert.Equal("secret", await File.ReadAllTextAsync(Folder["password"], Patience));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Folder["password"]));
    }

    [Fact]
    public async Task A_start_that_was_killed_half_way_through_the_first_time_is_made_good()
    {
        Directory.CreateDirectory(Folder[".devflow", "postgres", "data.new"]);
        await File.WriteAllTextAsync(Folder[".devflow", "postgres", "data.new", "PG_VERSION"], "15", Patience);

        var application = await StartAsync(Describe(keep: true));

        await HealthyAsync(application, "orders");
    }

    private IDistributedApplicationBuilder Describe(bool keep)
    {
        var builder = CreateBuilder().AddPostgresStandIn();
        var postgres = builder.AddPostgres("postgres");
        if (keep)
            postgres.WithDataVolume();
        postgres.AddDatabase("orders", "order book");
        return builder;
    }

    private async Task ExecuteAsync(DistributedApplication application, string sql)
    {
        await using var connection = new NpgsqlConnection($"{await application.GetConnectionStringAsync("orders", Patience)};Pooling=false");
        await connection.OpenAsync(Patience);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Patience);
    }
}
