using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace DevFlow.Dashboard.Load;

/// <summary>Three services send for a while; then a page of a trace of 10,000 spans is asked for.</summary>
internal static partial class Flood
{
    private const int Services = 3;
    private const int SpansPerBatch = 500;
    private const int LargeTrace = 10_000;
    private const long LargeTraceNumber = 9_000_000_000;

    public static async Task<int> RunAsync(int seconds, int rate)
    {
        using var dashboard = await DashboardProcess.StartAsync();
        Console.WriteLine($"{rate:#,0} spans/s for {seconds} s by gRPC, {Services} services, batches of {SpansPerBatch}, on {Environment.ProcessorCount} cores");
        Console.WriteLine($"dashboard at rest: {dashboard.Memory()} MB");

        var services = Enumerable.Range(0, Services).Select(i => new Service($"service-{i + 1}", i, dashboard)).ToList();
        var pace = TimeSpan.FromSeconds((double)SpansPerBatch * Services / rate);
        var (begun, ownBefore, itsBefore) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime, dashboard.Cpu);
        await Task.WhenAll(services.Select(service => service.SendAsync((int)(seconds / pace.TotalSeconds), SpansPerBatch, pace)));
        var took = Stopwatch.GetElapsedTime(begun);

        var exports = services.SelectMany(service => service.Exports).Order().ToList();
        var (sent, taken) = (services.Sum(service => service.Sent), services.Sum(service => service.Taken));
        Console.WriteLine($"sent {sent:#,0}, received {taken:#,0} in {took.TotalSeconds:0.0} s: {taken / took.TotalSeconds:#,0} spans/s");
        Console.WriteLine($"an export took {exports[exports.Count / 2]:0.0} ms (median), {exports[exports.Count * 99 / 100]:0.0} ms (p99), {exports[^1]:0.0} ms (longest)");
        Console.WriteLine($"CPU: dashboard {(dashboard.Cpu - itsBefore) / took:0.00} cores, this program {(Process.GetCurrentProcess().TotalProcessorTime - ownBefore) / took:0.00} cores");
        Console.WriteLine($"dashboard's memory: {dashboard.Memory()} MB now, {dashboard.PeakMemory} MB at its peak (the bar: 300 MB)");
        var good = sent == taken && dashboard.PeakMemory < 300;

        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() });
        await http.GetStringAsync($"{dashboard.Url}/login?t={DashboardProcess.Token}");
        var list = await MeasureAsync(http, $"{dashboard.Url}/traces", "the list of traces");
        var kept = int.Parse(Count().Match(list).Groups["count"].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) * Batches.SpansPerTrace;
        Console.WriteLine($"kept {kept:#,0} spans (the bound: {new DashboardOptions().MaxSpans:#,0})");
        good &= kept == Math.Min(sent, new DashboardOptions().MaxSpans);
        await MeasureAsync(http, $"{dashboard.Url}/traces?text=no+such+text", "the list of traces by a text that is nowhere");

        await services[0].SendAsync(Batches.Of("service-1", LargeTraceNumber, LargeTrace / 2, LargeTrace), LargeTrace / 2);
        await services[1].SendAsync(Batches.Of("service-2", LargeTraceNumber, LargeTrace / 2, LargeTrace), LargeTrace / 2);
        await MeasureAsync(http, $"{dashboard.Url}/traces/{Convert.ToHexStringLower(Batches.TraceId(LargeTraceNumber).Span)}", $"a trace of {LargeTrace:#,0} spans");

        services.ForEach(service => service.Dispose());
        return good ? 0 : 1;
    }

    private static async Task<string> MeasureAsync(HttpClient http, string url, string what)
    {
        var times = new List<double>();
        var text = "";
        for (var i = 0; i < 6; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            text = await http.GetStringAsync(url);
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        Console.WriteLine($"page of {what}: {times[0]:0} ms at first, then {times.Skip(1).Order().ElementAt(2):0} ms (median of five), {text.Length / 1024} kB");
        return text;
    }

    [GeneratedRegex(@"(?<count>[\d,]+) traces", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Count();
}
