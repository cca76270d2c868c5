using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using DevFlow.Dashboard.Otlp.Wire;
using Google.Protobuf;

namespace DevFlow.Dashboard.Tests;

/// <summary>Sends what it is given, also what no exporter would send.</summary>
internal sealed class OtlpClient(DashboardOptions options, string? key = RunningDashboard.OtlpKey) : IDisposable
{
    public const string GrpcTraces = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    public const string GrpcLogs = "/opentelemetry.proto.collector.logs.v1.LogsService/Export";
    public const string GrpcMetrics = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public static byte[] Packed(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    public Task<GrpcAnswer> GrpcAsync(IMessage message, bool packed = false) => GrpcAsync(message switch
    {
        ExportTraceRequest => GrpcTraces,
        ExportLogsRequest => GrpcLogs,
        _ => GrpcMetrics,
    }, message.ToByteArray(), packed);

    public Task<GrpcAnswer> GrpcAsync(string path, byte[] message, bool packed = false, string? url = null) =>
        SendAsync((url ?? options.OtlpGrpcUrl) + path, packed ? Packed(message) : message, packed);

    public Task<GrpcAnswer> GrpcPackedAsync(string path, byte[] body) => SendAsync(options.OtlpGrpcUrl + path, body, packed: true);

    public Task<HttpResponseMessage> HttpAsync(IMessage message, bool packed = false) => HttpAsync(message switch
    {
        ExportTraceRequest => "/v1/traces",
        ExportLogsRequest => "/v1/logs",
        _ => "/v1/metrics",
    }, packed ? Packed(message.ToByteArray()) : message.ToByteArray(), encoding: packed ? "gzip" : null);

    public async Task<HttpResponseMessage> HttpAsync(string path, byte[] body, string type = "application/x-protobuf", string? encoding = null, string? url = null, HttpMethod? method = null)
    {
        using var request = Request((url ?? options.OtlpHttpUrl) + path, body, type);
        request.Method = method ?? HttpMethod.Post;
        if (encoding is not null)
            request.Content!.Headers.ContentEncoding.Add(encoding);
        return await _http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task<GrpcAnswer> SendAsync(string url, byte[] body, bool packed)
    {
        var framed = new byte[5 + body.Length];
        framed[0] = packed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), body.Length);
        body.CopyTo(framed, 5);
        using var request = Request(url, framed, "application/grpc");
        (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
        request.Headers.TE.Add(new("trailers"));
        if (packed)
            request.Headers.Add("grpc-encoding", "gzip");
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var trailers = response.TrailingHeaders.Contains("grpc-status") ? response.TrailingHeaders : response.Headers;
        return new(
            trailers.TryGetValues("grpc-status", out var status) ? int.Parse(status.Single()) : null,
            trailers.TryGetValues("grpc-message", out var text) ? Uri.UnescapeDataString(text.Single()) : "",
            answer.Length > 5 ? ExportResponse.Parser.ParseFrom(answer.AsSpan(5)) : new());
    }

    private HttpRequestMessage Request(string url, byte[] body, string type)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (key is not null)
            request.Headers.Add("x-otlp-api-key", key);
        return request;
    }
}
