using System.Diagnostics;
using System.Text;
using System.Text.Json;
using DevFlow.Secrets.Vault.Tests.Rotation.Http;
using DevFlow.Secrets.Vault.Tests.Rotation.OAuth;
using DevFlow.Secrets.Vault.Tests.Support;

namespace DevFlow.Secrets.Vault.Tests.Rotation;

/// <summary>
/// A process is killed (SIGKILL) while rotations stand at every point there is; another one goes on with them. The table is part of the documentation,
/// and this test keeps it true; with <c>DEVFLOW_SOAK=true</c> it writes it.
/// </summary>
public sealed class CrashMatrixTests(VaultServer server)
{
    private const string Document = "docs/crash-matrix.md";
    private const string TableStart = "| rotator | destination |";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_step_a_process_is_killed_at_the_next_one_ends_it_and_a_working_secret_is_everywhere()
    {
        var rows = new List<string>();
        await using var provider = await KeyProvider.StartAsync();
        await using var oauth = CrashCases.All.Any(row => row.IsOfOAuth && row.Points.Any()) ? await OAuthServer.StartAsync() : null;
        await using var house = await BuildAsync(provider, oauth);
        foreach (var (number, row) in CrashCases.All.Index())
            rows.AddRange(row.IsAlone ? await AloneAsync(number, row, provider) : await RowsAsync(number, row, [.. row.Points], house, provider, oauth));

        // No key that nobody knows, and no double.
        await using var room = house.Open();
        var inForce = await Task.WhenAll(CrashCases.All.Where(row => row.IsOfProvider).SelectMany(row => row.Points.Select(point => room.ValueAsync(row.KeyOf(point)))));
        Assert.Equal(inForce.Order(StringComparer.Ordinal), provider.Accepted.Order(StringComparer.Ordinal));

        Assert.Equal(CrashCases.All.Where(row => !row.IsAlone).Sum(row => row.Points.Count()), await house.CountAsync("rotation_runs"));
        Assert.Equal(0, await house.CountAsync("rotation_values"));
        Assert.Equal(0, await house.CountAsync("data_keys WHERE tier = 'system'"));
        Assert.Equal([".env"], Directory.EnumerateFiles(house.Place.Folder).Select(Path.GetFileName));
        var path = Path.Combine(Repository.Root, Document);
        var document = await File.ReadAllTextAsync(path, Cancel);
        if (Soak.Times(0, 1) == 1)
        {
            var table = string.Join('\n', [$"{TableStart} killed | then in force | in the end | in force in the end |", "|---|---|---|---|---|---|", .. rows, ""]);
            await File.WriteAllTextAsync(path, document[..document.IndexOf(TableStart, StringComparison.Ordinal)] + table, Cancel);
            return;
        }

        Assert.Empty(rows.Except(document.Split('\n')));
    }

    private async Task<RotationHouse> BuildAsync(KeyProvider provider, OAuthServer? oauth)
    {
        var rows = CrashCases.All.Where(row => !row.IsAlone).SelectMany(row => row.Points.Select(point => (Row: row, Point: point))).ToList();
        var catalog = rows.ToDictionary(one => one.Row.KeyOf(one.Point), one => one.Row.Catalog, StringComparer.Ordinal);
        var valueOf = rows.ToDictionary(one => one.Row.KeyOf(one.Point), one => one.Row.IsOfOAuth ? (_, _) => oauth!.SignInAsync() : one.Row.FirstValueOf, StringComparer.Ordinal);
        string[] others = [KeyProvider.AdminKey, OAuthServer.ClientId, OAuthServer.ClientSecret];
        foreach (var other in others)
        {
            catalog[other] = "tier: system";
            valueOf[other] = (_, key) => Task.FromResult(RotationHouse.FirstValue(key));
        }

        var house = await RotationHouse.BuildAsync(
            server, [.. others, .. rows.Select(one => one.Row.NameOf(one.Point))], key => catalog[key], (database, key) => valueOf[key](database, key));
        rows.Where(one => one.Row.IsOfProvider).ToList().ForEach(one => provider.Seed(RotationHouse.FirstValue(one.Row.KeyOf(one.Point))));
        await house.DescribeAsync("by-mark", Example.ByMark(provider.Address));
        await house.DescribeAsync("by-list", Example.ByList(provider.Address));
        if (oauth is not null)
            await house.DescribeAsync("example", Example.OAuth(oauth.Address));
        return house;
    }

    private async Task<List<string>> AloneAsync(int number, CrashCase row, KeyProvider provider)
    {
        var rows = new List<string>();
        foreach (var point in row.Points)
        {
            await using var house = await RotationHouse.BuildAsync(server, [row.NameOf(point)], _ => row.Catalog, row.FirstValueOf);
            rows.AddRange(await RowsAsync(number, row, [point], house, provider, oauth: null));
            Assert.Equal(0, await house.CountAsync("data_keys WHERE tier = 'system'"));
        }

        return rows;
    }

    private async Task<List<string>> RowsAsync(int number, CrashCase row, List<CrashPoint> points, RotationHouse house, KeyProvider provider, OAuthServer? oauth)
    {
        if (points.Count == 0)
            return [];
        await KillAtAllPointsAsync(number, house, row.IsAlone ? points : [], points.Count);

        await using var room = house.Open(room => [row.Rotators(room)]);
        var rows = new List<string>();
        foreach (var point in points)
        {
            var secret = RotationHouse.SecretOf(row.NameOf(point));
            var first = house.Values[row.KeyOf(point)];
            var killed = await room.ValueAsync(secret);
            Assert.True(!row.IsOfProvider || provider.Accepted.Contains(killed), $"{secret} in force does not work");
            Assert.Contains(killed, (await room.Accepted.ReadAsync(secret, Cancel)).Select(value => value.Reveal()).Append(first));
            await row.WorksAsync(house, row.KeyOf(point), killed);
            Assert.True(!row.IsOfOAuth || await oauth!.AcceptsAsync(killed), $"{secret} in force does not work");

            var ended = await FinishAsync(room, row, secret);
            var value = await room.ValueAsync(secret);
            Assert.Equal(row.IsRolledBack ? RotationStates.RolledBack : RotationStates.Finished, ended.State);
            Assert.Equal(row.IsRolledBack, value == first);
            // Written once: what was written before the kill was recognised.
            Assert.Equal(row.IsTakenBack && row.Destination != SecretSourceNames.DotEnv ? 3 : row.IsRolledBack ? 1 : 2, await VersionsAsync(house, row, point));
            await row.WorksAsync(house, row.KeyOf(point), value);
            Assert.True(!row.IsOfOAuth || await oauth!.AcceptsAsync(value), $"{secret} does not work in the end");
            rows.Add($"| {row.Rotator} | {row.Destination} | {(point.IsDone ? "after" : "before")} {point.Step} | {Word(killed == first)} | {ended.State} | {Word(value == first)} |");
        }

        return rows;
    }

    // All runs are at their points, each holding its row, when the one process dies.
    private static async Task KillAtAllPointsAsync(int number, RotationHouse house, List<CrashPoint> alone, int points)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("-class");
        start.ArgumentList.Add("none");
        start.Environment[CrashChild.PlaceVariable] = JsonSerializer.Serialize(house.Place);
        start.Environment[CrashChild.CaseVariable] = $"{number}";
        if (alone is [var one])
            start.Environment[CrashChild.PointVariable] = one.Key;
        using var child = Process.Start(start)!;
        var said = new StringBuilder();
        for (var there = 0; there < points;)
        {
            var line = await child.StandardOutput.ReadLineAsync(Cancel);
            Assert.True(line is not null, $"the child ended by itself: {said}");
            said.AppendLine(line);
            there += line.Contains(CrashChild.There, StringComparison.Ordinal) ? 1 : 0;
        }

        child.Kill();
        await child.WaitForExitAsync(Cancel);
    }

    private static async Task<RotationRun> FinishAsync(RotationRoom room, CrashCase row, string secret)
    {
        var run = (await room.Runs.ListAsync(RotationRoom.Work, secret, 2, Cancel)).Single();
        while (run.IsLive)
        {
            // The server lets go of a dead process's row when it sees that its connection has ended.
            var moved = await room.Runner.RunAsync(run.Id, Cancel);
            if (moved is { State: RotationStates.Overlap })
                moved = await row.EndOverlapAsync(room, run.Id, Cancel);
            run = moved ?? await room.RunAsync(run.Id);
            if (run.IsLive)
                await Task.Delay(20, Cancel);
        }

        return run;
    }

    private static async Task<int> VersionsAsync(RotationHouse house, CrashCase row, CrashPoint point) => row.Destination switch
    {
        SecretSourceNames.OnePassword => house.Connect.FindItem("DevFlow", row.KeyOf(point))!.Version,
        SecretSourceNames.Vault => (int)await house.CountAsync($"project_secret_versions v JOIN devflow.project_secrets s ON s.id = v.secret_id WHERE s.name = 'production/{row.KeyOf(point)}'"),
        _ => (await File.ReadAllLinesAsync(Path.Combine(house.Place.Folder, ".env"), Cancel)).Single(line => line.StartsWith($"{row.KeyOf(point)}=", StringComparison.Ordinal))
            .Contains(house.Values[row.KeyOf(point)], StringComparison.Ordinal) ? 1 : 2,
    };

    private static string Word(bool isFirst) => isFirst ? "the value of before" : "the new value";
}
