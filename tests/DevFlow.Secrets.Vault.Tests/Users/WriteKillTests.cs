using System.Diagnostics;
using DevFlow.Secrets.Vault.Tests.Support;

namespace DevFlow.Secrets.Vault.Tests.Users;

/// <summary>The process that writes, and the server, are killed wherever they are: what was said to be written is there, and everything opens.</summary>
public sealed class WriteKillTests(VaultServer server)
{
    private const string ChildName = "write-child";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_writer_that_is_killed_at_any_step_leaves_the_version_before_or_the_one_that_it_wrote()
    {
        await using var database = await server.CreateDatabaseAsync();
        var anna = await database.AddUserAsync("anna");
        for (var kills = 0; kills < Soak.Times(4, 300); kills++)
        {
            using var child = Start(database, anna);
            var written = await FollowAsync(child, Random.Shared.Next(4, 10));
            // A moment of the next write, each time another.
            await Task.Delay(Random.Shared.Next(8), Token);
            child.Kill();
            await AssertWholeAsync(database, anna, await RestAsync(child, written));
        }
    }

    [Fact]
    public async Task A_server_that_is_killed_at_any_step_has_everything_that_it_said_was_written()
    {
        await using var postgres = await PostgresServer.StartAsync(Token);
        await using var database = await TestDatabase.CreateAsync(postgres);
        var anna = await database.AddUserAsync("anna");
        using var child = Start(database, anna);
        var written = new int[WriteChild.Secrets];
        for (var kills = 0; kills < Soak.Times(2, 60); kills++)
        {
            written = await FollowAsync(child, Random.Shared.Next(4, 10), written);
            await Task.Delay(Random.Shared.Next(8), Token);
            Process.GetProcessById(postgres.ProcessId).Kill();
            await BackAsync(database);
        }

        written = await FollowAsync(child, 3, written);
        child.Kill();
        await AssertWholeAsync(database, anna, await RestAsync(child, written));
    }

    private static async Task AssertWholeAsync(TestDatabase database, VaultIdentity anna, int[] written)
    {
        await GoneAsync(database);
        var secrets = new UserSecrets(database.Vault, new Envelope(() => new KeyRing(TestVault.Key)), (_, _) => default, TimeProvider.System).As(anna);
        for (var i = 0; i < WriteChild.Secrets; i++)
        {
            var versions = await secrets.VersionsAsync(WriteChild.NameOf(i), Token);
            var current = versions.Count == 0 ? 0 : versions[0].Version;

            // One more than was said, when the word of it was on its way.
            Assert.InRange(current, written[i], written[i] + 1);
            Assert.Equal(Enumerable.Range(1, current).Reverse(), versions.Select(version => version.Version));
            if (current > 0)
                Assert.Equal(WriteChild.ValueOf(i, current), (await secrets.TryReadAsync(WriteChild.NameOf(i), null, Token))!.Reveal());
            foreach (var version in versions.Take(5))
                Assert.Equal(WriteChild.ValueOf(i, version.Version), (await secrets.TryReadAsync(WriteChild.NameOf(i), version.Version, Token))!.Reveal());
        }
    }

    // The server may still be at what the child sent before it died, and would end it between two looks.
    private static async Task GoneAsync(TestDatabase database)
    {
        await using var admin = Npgsql.NpgsqlDataSource.Create($"{database.AdminConnectionString};Pooling=false");
        await using var left = admin.CreateCommand($"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = '{ChildName}'");
        while ((long)(await left.ExecuteScalarAsync(Token))! > 0)
            await Task.Delay(10, Token);
    }

    private static Process Start(TestDatabase database, VaultIdentity user)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("-class");
        start.ArgumentList.Add("none");
        start.Environment[WriteChild.DatabaseVariable] = $"{database.ApplicationConnectionString};Application Name={ChildName}";
        start.Environment[WriteChild.UserVariable] = $"{user.User}";
        return Process.Start(start)!;
    }

    private static async Task<int[]> FollowAsync(Process child, int writes, int[]? written = null)
    {
        written ??= new int[WriteChild.Secrets];
        while (writes > 0 && await child.StandardOutput.ReadLineAsync(Token) is { } line)
            writes -= Take(line, written) ? 1 : 0;
        Assert.Equal(0, writes);
        return written;
    }

    private static async Task<int[]> RestAsync(Process child, int[] written)
    {
        while (await child.StandardOutput.ReadLineAsync(Token) is { } line)
            Take(line, written);
        await child.WaitForExitAsync(Token);
        return written;
    }

    private static bool Take(string line, int[] written)
    {
        if (line.Split(' ') is not ["written", var secret, var version])
            return false;
        written[int.Parse(secret)] = int.Parse(version);
        return true;
    }

    private static async Task BackAsync(TestDatabase database)
    {
        while (true)
        {
            try
            {
                await database.AsAdminAsync("SELECT 1");
                database.Application.Clear();
                return;
            }
            catch (Npgsql.NpgsqlException)
            {
                await Task.Delay(50, Token);
            }
        }
    }
}
