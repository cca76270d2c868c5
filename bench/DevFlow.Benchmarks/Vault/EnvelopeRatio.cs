using System.Diagnostics;

namespace DevFlow.Benchmarks;

/// <summary>What <see cref="EnvelopeBenchmarks"/> measures, in short turns one after the other: on a busy machine each then meets the same neighbours.</summary>
internal static class EnvelopeRatio
{
    private const int Rounds = 1_500;
    private const int WarmUp = 300;
    private const int Calls = 50;

    public static async Task<int> RunAsync()
    {
        var benchmark = new EnvelopeBenchmarks();
        await benchmark.SetUpAsync();
        Func<Task>[] turns =
        [
            () => Task.FromResult(benchmark.BareSeal()), () => benchmark.Seal().AsTask(),
            () => Task.FromResult(benchmark.BareOpen()), () => benchmark.Open().AsTask(),
        ];
        var times = turns.Select(_ => new List<double>()).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            for (var turn = 0; turn < turns.Length; turn++)
            {
                var started = Stopwatch.GetTimestamp();
                for (var call = 0; call < Calls; call++)
                    await turns[turn]();
                if (round >= WarmUp)
                    times[turn].Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds / Calls);
            }
        }

        Say("seal", times[1], times[0]);
        Say("open", times[3], times[2]);
        return 0;
    }

    private static void Say(string what, List<double> envelope, List<double> bare) => Figures.Say(
        $"{what}: {Figures.Median(envelope):N2} us, bare {Figures.Median(bare):N2} us: {Figures.Median(envelope) / Figures.Median(bare):N2} times by the median, {envelope.Min() / bare.Min():N2} by the least; the bar: 2");
}
