using System.Runtime.CompilerServices;
using System.Text.Json;
using DevFlow.Secrets.Vault.Tests.Rotation;

namespace DevFlow.Secrets.Vault.Tests.Incidents;

/// <summary>
/// What this program does instead of running tests when a test starts it as its child: for each point it does what is to be done about an incident up to
/// that point, says so, and stays there until it is killed.
/// </summary>
internal static class IncidentChild
{
    public const string PlaceVariable = "DEVFLOW_TEST_INCIDENT_PLACE";
    public const string PointsVariable = "DEVFLOW_TEST_INCIDENT_POINTS";
    public const string There = "there ";

    [ModuleInitializer]
    internal static void RunIfAsked()
    {
        if (Environment.GetEnvironmentVariable(PlaceVariable) is not { } place)
            return;
        var points = JsonSerializer.Deserialize<IncidentPoint[]>(Environment.GetEnvironmentVariable(PointsVariable)!)!;
        var thread = new Thread(() => RunAsync(JsonSerializer.Deserialize<RotationPlace>(place)!, points).GetAwaiter().GetResult());
        // The runner waits for threads for ten seconds alone, which are not enough on a busy machine.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => thread.Join();
        thread.Start();
    }

    private static async Task RunAsync(RotationPlace place, IncidentPoint[] points)
    {
        await using var room = new IncidentRoom(new RotationRoom(place));
        await Task.WhenAll(points.Select(point => ActAsync(room, point)));
    }

    private static async Task ActAsync(IncidentRoom room, IncidentPoint point)
    {
        var runner = room.Runner(point.Incident, async (action, isDone) =>
        {
            if (action.Kind != point.Kind || isDone != point.IsDone)
                return;
            Console.WriteLine($"{There}{point.Kind}");
            await Task.Delay(Timeout.InfiniteTimeSpan);
        });
        while (true)
        {
            await runner.RunAsync(CancellationToken.None);
            foreach (var run in await room.Rotation.Runs.ReadyAsync(100, CancellationToken.None))
                await room.Rotation.Runner.RunAsync(run, CancellationToken.None);
            await Task.Delay(20);
        }
    }
}
