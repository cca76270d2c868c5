using System.Runtime.CompilerServices;
using System.Text.Json;

namespace DevFlow.Secrets.Vault.Tests.Rotation;

/// <summary>
/// What this program does instead of running tests when a test starts it as its child: for each point of a row of the matrix it rotates a secret up to
/// that point, says so, and stays there until it is killed.
/// </summary>
internal static class CrashChild
{
    public const string PlaceVariable = "DEVFLOW_TEST_ROTATION_PLACE";
    public const string CaseVariable = "DEVFLOW_TEST_ROTATION_CASE";
    public const string PointVariable = "DEVFLOW_TEST_ROTATION_POINT";
    public const string There = "there ";

    [ModuleInitializer]
    internal static void RunIfAsked()
    {
        if (Environment.GetEnvironmentVariable(PlaceVariable) is not { } place)
            return;
        var thread = new Thread(() => RunAsync(JsonSerializer.Deserialize<RotationPlace>(place)!, CrashCases.All[int.Parse(Environment.GetEnvironmentVariable(CaseVariable)!)]).GetAwaiter().GetResult());
        // The runner waits for threads for ten seconds alone, which are not enough on a busy machine.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => thread.Join();
        thread.Start();
    }

    private static async Task RunAsync(RotationPlace place, CrashCase row)
    {
        var points = row.Points.Where(point => Environment.GetEnvironmentVariable(PointVariable) is not { } one || one == point.Key).ToList();
        await using var room = new RotationRoom(place, room => [row.Rotators(room)])
        {
            At = async (run, isDone) =>
            {
                if (points.Find(point => point.Is(run, isDone)) is { } point)
                {
                    Console.WriteLine($"{There}{point.Key}");
                    await Task.Delay(Timeout.InfiniteTimeSpan);
                }
            },
        };
        await Task.WhenAll(points.Select(point => RotateAsync(room, row, RotationHouse.SecretOf(row.NameOf(point)))));
    }

    private static async Task RotateAsync(RotationRoom room, CrashCase row, string secret)
    {
        var run = await room.StartAsync(secret);
        if (await room.Runner.RunAsync(run.Id, CancellationToken.None) is { State: RotationStates.Overlap })
            await row.EndOverlapAsync(room, run.Id, CancellationToken.None);
        throw new InvalidOperationException($"{secret} came past its point");
    }
}
