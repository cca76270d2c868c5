using System.Diagnostics;
using System.Text.Json;
using DevFlow.Secrets.Vault.Tests.Rotation;

namespace DevFlow.Secrets.Vault.Tests.Incidents;

/// <summary>A process is killed (SIGKILL) while incidents stand at every point there is; another one goes on with them.</summary>
public sealed class IncidentKillTests(VaultServer server)
{
    private static readonly string[] _ofSecrets = [IncidentActionKinds.Rotate, IncidentActionKinds.Invalidate];
    private static readonly string[] _ofPeople = [IncidentActionKinds.RevokeKeys, IncidentActionKinds.EndSessions, IncidentActionKinds.RevokeLeases, IncidentActionKinds.RevokeLinks, IncidentActionKinds.Sweep];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_action_a_process_is_killed_at_the_next_one_ends_the_incident_and_nothing_is_done_twice()
    {
        string[] keys = [.. _ofSecrets.SelectMany(kind => new[] { KeyOf(kind, false), KeyOf(kind, true) })];
        await using var house = await IncidentHouse.BuildAsync(server, keys);
        List<IncidentPoint> points = [];
        await using var room = house.Open();
        foreach (var kind in _ofSecrets.Concat(_ofPeople))
        {
            foreach (var isDone in (bool[])[false, true])
            {
                if (_ofPeople.Contains(kind))
                    await house.ShareAsync(await house.AddPersonAsync(KeyOf(kind, isDone), each: 2, leases: 1), secret: null);
                else
                    await house.ShareAsync(house.Chief, KeyOf(kind, isDone));
                var scope = _ofPeople.Contains(kind) ? IncidentScopes.User : IncidentScopes.Secret;
                points.Add(new(kind, isDone, (await room.Incidents.DeclareAsync(house.Chief, scope, KeyOf(kind, isDone), "a drill", Cancel)).Incident.Id));
            }
        }

        await KillAtAllPointsAsync(house.House, points);

        foreach (var point in points)
        {
            var ended = await room.CarryOutAsync(house.Chief, point.Incident);
            // In whose hands a person's accounts are, people look.
            foreach (var look in ended.Actions.Where(action => action.State is IncidentActionStates.Person))
            {
                await room.Incidents.FinishAsync(house.Chief, point.Incident, look.Number, "there is none", Cancel);
                ended = await room.CarryOutAsync(house.Chief, point.Incident);
            }

            Assert.NotNull(ended.Incident.ClosedAt);
            Assert.All(ended.Actions.Where(action => action.Kind is not IncidentActionKinds.Look), action =>
            {
                Assert.Equal(IncidentActionStates.Done, action.State);
                var told = ended.Timeline.Where(one => one.Action == action.Number).Select(one => one.What.Split(':')[0]).ToList();
                Assert.Equal(("begun", "done"), (told[0], told[^1]));
                Assert.Single(told, "begun");
                Assert.Single(told, "done");
            });
        }

        foreach (var key in keys)
        {
            Assert.Equal(1, await house.ScalarAsync<long>($"SELECT count(*) FROM devflow.rotation_runs WHERE secret = '{key}' AND reason = 'breach' AND state = 'finished'"));
            Assert.Equal(1, await house.ScalarAsync<long>($"SELECT count(*) FROM devflow.announcements WHERE key = '{key}' AND revoked"));
            Assert.NotEqual(RotationHouse.FirstValue(key), await room.Rotation.ValueAsync(key));
        }

        Assert.Equal(0, await house.ScalarAsync<long>("SELECT (SELECT count(*) FROM devflow.api_keys WHERE revoked_at IS NULL) + (SELECT count(*) FROM devflow.sessions WHERE revoked_at IS NULL)"));
        Assert.Equal(10, await house.ScalarAsync<long>("SELECT count(*) FROM devflow.leases WHERE state = 'ended' AND reason = 'breach' AND ended_by = 'engine:incidents'"));
        Assert.Equal(points.Count, await house.ScalarAsync<long>("SELECT count(*) FROM devflow.share_links WHERE content IS NULL AND reason = 'revoked' AND ended_by = 'engine:incidents'"));
        Assert.Equal(points.Count, await house.ScalarAsync<long>("SELECT count(*) FROM devflow.incident_events WHERE what LIKE 'closed%'"));
    }

    private static string KeyOf(string kind, bool isDone) => $"{kind}_{(isDone ? "done" : "begun")}".Replace('-', '_').ToUpperInvariant();

    private static async Task KillAtAllPointsAsync(RotationHouse house, List<IncidentPoint> points)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("-class");
        start.ArgumentList.Add("none");
        start.Environment[IncidentChild.PlaceVariable] = JsonSerializer.Serialize(house.Place);
        start.Environment[IncidentChild.PointsVariable] = JsonSerializer.Serialize(points);
        using var child = Process.Start(start)!;
        var said = new List<string>();
        while (said.Count(line => line.Contains(IncidentChild.There, StringComparison.Ordinal)) < points.Count)
            said.Add(await child.StandardOutput.ReadLineAsync(Cancel) ?? throw new InvalidOperationException($"the child ended by itself: {string.Join('\n', said)}"));
        child.Kill();
        await child.WaitForExitAsync(Cancel);
    }
}
