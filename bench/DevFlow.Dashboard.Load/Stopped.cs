using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DevFlow.Dashboard.Load;

/// <summary>A service with OpenTelemetry's own exporter, whose dashboard runs, then hangs (SIGSTOP), then is gone.</summary>
internal static class Stopped
{
    private static readonly TimeSpan _each = TimeSpan.FromSeconds(15);

    private static readonly ActivitySource _source = new("DevFlow.Load");

    public static async Task<int> RunAsync()
    {
        var dashboard = await DashboardProcess.StartAsync();
        using var provider = Sdk.CreateTracerProviderBuilder().AddSource(_source.Name).SetResourceBuilder(ResourceBuilder.CreateDefault().AddService("load"))
            .AddOtlpExporter(exporter => (exporter.Endpoint, exporter.Headers) = (new(dashboard.GrpcUrl), $"x-otlp-api-key={DashboardProcess.Key}")).Build();

        await MeasureAsync("the dashboard runs");
        await Process.Start("kill", ["-STOP", $"{dashboard.Id}"]).WaitForExitAsync();
        await MeasureAsync("the dashboard hangs");
        await Process.Start("kill", ["-CONT", $"{dashboard.Id}"]).WaitForExitAsync();
        dashboard.Dispose();
        await MeasureAsync("the dashboard is gone");
        return 0;
    }

    private static async Task MeasureAsync(string when)
    {
        var times = new List<double>();
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < _each)
        {
            for (var i = 0; i < 20; i++)
            {
                var start = Stopwatch.GetTimestamp();
                using (var activity = _source.StartActivity("work"))
                    activity?.SetTag("number", i);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }

            await Task.Delay(10);
        }

        times.Sort();
        Console.WriteLine($"{when}: a span costs its service {times[times.Count / 2]:0.0} us (median), {times[times.Count * 99 / 100]:0.0} us (p99), {times[^1]:0} us (longest of {times.Count:#,0})");
    }
}
