using System.Diagnostics;
using DevFlow.Secrets.Vault.Tests.Support;

namespace DevFlow.Secrets.Vault.Tests.Registry;

/// <summary>The process that wraps anew, and the server, are killed wherever they are.</summary>
public sealed class RewrapKillTests(VaultServer server)
{
    private const int Secrets = 60;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_that_is_killed_at_any_step_loses_nothing_and_the_next_one_goes_on()
    {
        await using var database = await server.CreateDatabaseAsync();
        var (anna, values) = await FillAsync(database);
        for (var round = 0; round < Soak.Times(1, 40); round++)
        {
            var (fresh, old) = (round + 2, round + 1);
            for (var kills = 0; kills < 3; kills++)
            {
                using var child = Start(database, fresh, old);
                // Killed behind the first batches, each time at another moment of the one that follows.
                for (var batch = 0; batch <= kills; batch++)
                    await NextBatchAsync(child);
                await Task.Delay(Random.Shared.Next(3), Cancel);
                child.Kill();
                await child.WaitForExitAsync(Cancel);
                await AssertAllOpenAsync(database, anna, values, fresh, old);
            }

            await FinishAsync(database, fresh, old);
            await AssertAllOpenAsync(database, anna, values, fresh);
        }
    }

    [Fact]
    public async Task A_server_that_is_killed_at_any_step_loses_nothing_and_wrapping_goes_on_when_it_is_back()
    {
        await using var postgres = await PostgresServer.StartAsync(Cancel);
        await using var database = await TestDatabase.CreateAsync(postgres);
        var (anna, values) = await FillAsync(database);
        for (var round = 0; round < Soak.Times(1, 15); round++)
        {
            var (fresh, old) = (round + 2, round + 1);
            using var child = Start(database, fresh, old);
            for (var kills = 0; kills < 2; kills++)
            {
                await NextBatchAsync(child);
                await Task.Delay(Random.Shared.Next(3), Cancel);
                Process.GetProcessById(postgres.ProcessId).Kill();
                await BackAsync(database);
            }

            await FinishAsync(child);
            await AssertAllOpenAsync(database, anna, values, fresh);
        }
    }

    private static async Task<(VaultIdentity Anna, Dictionary<string, string> Values)> FillAsync(TestDatabase database)
    {
        var anna = await database.AddUserAsync("anna");
        await new KeyRegistry(database.Vault).AdmitAsync(new KeyRing(Keys.Local(1)), Cancel);
        var secrets = Vaults.Users(database.Vault, () => new KeyRing(Keys.Local(1))).As(anna);
        for (var i = 0; i < Secrets; i++)
            await secrets.WriteAsync($"secret-{i}", Keys.Value($"value {i}"), expiresAt: null, expectedVersion: null, Cancel);
        return (anna, await Vaults.ReadAllAsync(secrets));
    }

    private static async Task AssertAllOpenAsync(TestDatabase database, VaultIdentity anna, Dictionary<string, string> values, params int[] keys)
    {
        var ring = new KeyRing(Keys.Local(keys[0]), [.. keys[1..].Select(Keys.Local)]);
        Assert.Equal(values, await Vaults.ReadAllAsync(Vaults.Users(database.Vault, () => ring).As(anna)));
    }

    private static async Task FinishAsync(TestDatabase database, int fresh, int old)
    {
        using var child = Start(database, fresh, old);
        await FinishAsync(child);
        Assert.Equal(
            (VaultKeyState.Retired, 0L),
            (await new KeyRegistry(database.Vault).ListAsync(Cancel)).Where(key => key.Id == Keys.Local(old).Id).Select(key => (key.State, key.DataKeys)).Single());
    }

    private static async Task FinishAsync(Process child)
    {
        Assert.Contains(RewrapChild.Done, await child.StandardOutput.ReadToEndAsync(Cancel), StringComparison.Ordinal);
        await child.WaitForExitAsync(Cancel);
    }

    private static Process Start(TestDatabase database, int fresh, int old)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("-class");
        start.ArgumentList.Add("none");
        start.Environment[RewrapChild.DatabaseVariable] = database.ApplicationConnectionString;
        start.Environment[RewrapChild.KeysVariable] = $"{fresh},{old}";
        return Process.Start(start)!;
    }

    private static async Task NextBatchAsync(Process child)
    {
        while (await child.StandardOutput.ReadLineAsync(Cancel) is { } line && line != RewrapChild.Batch)
        {
        }
    }

    private static async Task BackAsync(TestDatabase database)
    {
        while (true)
        {
            try
            {
                await database.AsAdminAsync("SELECT 1");
                // The connections of before are dead.
                database.Application.Clear();
                return;
            }
            catch (Npgsql.NpgsqlException)
            {
                await Task.Delay(50, Cancel);
            }
        }
    }
}
