using System.Globalization;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Rotation;

/// <summary>Engines in processes of their own share one schedule.</summary>
public sealed class SharedScheduleTests(EngineServer server)
{
    private const int Keys = 6;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_engines_share_what_is_due_and_when_one_is_killed_the_other_goes_on()
    {
        await using var before = await Engine.StartUnawaitedAsync(
            server,
            string.Concat(Enumerable.Range(0, Keys * 2).Select(i => $"SHARED_{i}=first-value-0123456789-{i}\n")),
            WriteCatalog,
            ("RotationSweep:Every", "00:00:01"),
            ("RotationSweep:CheckIn", "00:00:01"));
        await before.HealthyAsync();
        await before.StopAsync();
        using var one = new EngineProcess(before);
        using var other = new EngineProcess(before);
        await using var admin = NpgsqlDataSource.Create(before.AdminConnectionString);
        await admin.ExecuteAsync("DELETE FROM scheduler.scheduler_state");
        one.Start();
        await UntilAsync(admin, "SELECT count(*) FROM scheduler.scheduler_state", 1);
        var nameOfOne = await NameAsync(admin, "scheduler_state");
        other.Start();
        await UntilAsync(admin, "SELECT count(*) FROM scheduler.scheduler_state", 2);
        await UntilAsync(admin, "SELECT count(*) FROM devflow.rotation_ages", Keys * 2);
        await admin.ExecuteAsync($"UPDATE devflow.rotation_ages SET since = now() - interval '3 days' WHERE secret IN ({Names(0)})");
        await UntilRotatedAsync(admin, 0);

        // The one that has taken the next look upon itself.
        string? next = null;
        while (next is null)
            next = await NameAsync(admin, "fired_triggers");
        await (next == nameOfOne ? one : other).KillAsync();
        await admin.ExecuteAsync($"UPDATE devflow.rotation_ages SET since = now() - interval '3 days' WHERE secret IN ({Names(1)})");
        await UntilRotatedAsync(admin, 1);

        // Each once, none twice, and the file says what the runs say.
        Assert.Equal(Keys * 2, await admin.CountAsync("SELECT count(*) FROM devflow.rotation_runs"));
        Assert.Equal(Keys * 2, await admin.CountAsync("SELECT count(*) FROM devflow.rotation_runs WHERE reason = 'schedule' AND requested_by = 'engine:rotation'"));
        var lines = (await File.ReadAllLinesAsync(Path.Combine(before.Folder, ".env"), Cancel)).Where(line => line.StartsWith("SHARED_", StringComparison.Ordinal)).ToList();
        Assert.Equal(Keys * 2, lines.Count);
        Assert.All(lines, line => Assert.Matches("^SHARED_[0-9]+=[0-9a-f]{64}$", line));
    }

    private static void WriteCatalog(string folder) => File.AppendAllText(
        Path.Combine(folder, "config", "secrets.yaml"),
        "\nshared:\n" + string.Concat(Enumerable.Range(0, Keys * 2).Select(i => $"  key_{i}: {{ env: SHARED_{i}, rotator: random-key, rotate: 2d, overlap: 1h }}\n")));

    private static string Names(int part) => string.Join(", ", Enumerable.Range(part * Keys, Keys).Select(i => string.Create(CultureInfo.InvariantCulture, $"'SHARED_{i}'")));

    private static Task UntilRotatedAsync(NpgsqlDataSource admin, int part) =>
        UntilAsync(admin, $"SELECT count(*) FROM devflow.rotation_runs WHERE state = 'overlap' AND secret IN ({Names(part)})", Keys);

    private static async Task<string?> NameAsync(NpgsqlDataSource admin, string table)
    {
        await using var command = admin.CreateCommand($"SELECT instance_name FROM scheduler.{table}");
        return (string?)await command.ExecuteScalarAsync(Cancel);
    }

    private static async Task UntilAsync(NpgsqlDataSource admin, string sql, long count)
    {
        while (await admin.CountAsync(sql) != count)
            await Task.Delay(100, Cancel);
    }
}
