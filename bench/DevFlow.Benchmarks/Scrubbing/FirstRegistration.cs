using System.Diagnostics;
using System.Globalization;
using DevFlow.Secrets;

namespace DevFlow.Benchmarks;

/// <summary>The first registration in a process, which compiles the code on its way: in nine processes.</summary>
internal static class FirstRegistration
{
    private const int Processes = 9;

    public static async Task<int> RunAsync(bool isChild)
    {
        if (isChild)
        {
            var values = Sample.Values;
            var before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            new SecretScrubber().Register(values);
            Figures.Say($"{watch.Elapsed.TotalMilliseconds} {(Environment.CpuUsage.TotalTime - before).TotalMilliseconds}");
            return 0;
        }

        var times = new List<double>();
        var processor = new List<double>();
        for (var i = 0; i < Processes; i++)
        {
            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["register", "child"])
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            })!;
            var said = (await child.StandardOutput.ReadToEndAsync()).Split(' ');
            times.Add(double.Parse(said[0], CultureInfo.InvariantCulture));
            processor.Add(double.Parse(said[1], CultureInfo.InvariantCulture));
            await child.WaitForExitAsync();
        }

        Figures.Say($"60 values registered, first in a process: {Figures.Median(times):F1} ms, median of {Processes} ({times.Min():F1} to {times.Max():F1}), of it {Figures.Median(processor):F1} ms of processor time; the bar: 20 ms");
        return 0;
    }
}
