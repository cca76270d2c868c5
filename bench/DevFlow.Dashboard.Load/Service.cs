using System.Diagnostics;
using DevFlow.Dashboard.Otlp;
using DevFlow.Dashboard.Otlp.Wire;
using Grpc.Net.Client;

namespace DevFlow.Dashboard.Load;

/// <summary>Sends batches one after the other, as an exporter does, at a pace; what is late is sent at once.</summary>
internal sealed class Service(string name, int number, DashboardProcess dashboard) : IDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(dashboard.GrpcUrl);

    /// <summary>How long each export took, in ms.</summary>
    public List<double> Exports { get; } = [];

    public long Sent { get; private set; }

    /// <summary>What the dashboard said that it took.</summary>
    public long Taken { get; private set; }

    public async Task SendAsync(int batches, int spansPerBatch, TimeSpan pace)
    {
        var begun = Stopwatch.GetTimestamp();
        for (var i = 0; i < batches; i++)
        {
            var wait = pace * i - Stopwatch.GetElapsedTime(begun);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait);
            await SendAsync(Batches.Of(name, (number * 1_000_000_000L) + i * (long)spansPerBatch, spansPerBatch), spansPerBatch);
        }
    }

    public async Task SendAsync(ExportTraceRequest batch, int spans)
    {
        var begun = Stopwatch.GetTimestamp();
        var call = _channel.CreateCallInvoker().AsyncUnaryCall(OtlpMethods.ExportTraces, host: null, new(headers: new() { { OtlpKey.Header, DashboardProcess.Key } }), batch);
        var answer = await call;
        Exports.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        Sent += spans;
        Taken += spans - (answer.PartialSuccess?.Rejected ?? 0);
    }

    public void Dispose() => _channel.Dispose();
}
