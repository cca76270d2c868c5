using DevFlow.Dashboard.Otlp.Wire;
using Google.Protobuf;
using Grpc.Core;

namespace DevFlow.Dashboard.Otlp;

/// <summary>
/// The methods of OTLP over gRPC. They are bound by hand because the code that is generated answers a message that it cannot read
/// as if the server had failed, and a sender is to know that sending it again is of no use.
/// </summary>
internal static class OtlpMethods
{
    private const string Name = "Export";

    public static readonly Method<ExportTraceRequest, ExportResponse> ExportTraces = Create("trace.v1.TraceService", ExportTraceRequest.Parser);

    public static readonly Method<ExportLogsRequest, ExportResponse> ExportLogs = Create("logs.v1.LogsService", ExportLogsRequest.Parser);

    public static readonly Method<ExportMetricsRequest, ExportResponse> ExportMetrics = Create("metrics.v1.MetricsService", ExportMetricsRequest.Parser);

    private static Method<TRequest, ExportResponse> Create<TRequest>(string service, MessageParser<TRequest> parser)
        where TRequest : class, IMessage<TRequest> =>
        new(MethodType.Unary, $"opentelemetry.proto.collector.{service}", Name, Marshaller(parser), Marshaller(ExportResponse.Parser));

    private static Marshaller<T> Marshaller<T>(MessageParser<T> parser)
        where T : class, IMessage<T> => Marshallers.Create((message, context) => Write(message, context), context => Read(parser, context));

    private static void Write(IMessage message, SerializationContext context)
    {
        context.SetPayloadLength(message.CalculateSize());
        message.WriteTo(context.GetBufferWriter());
        context.Complete();
    }

    private static T Read<T>(MessageParser<T> parser, DeserializationContext context)
        where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(context.PayloadAsReadOnlySequence());
        }
        catch (InvalidProtocolBufferException)
        {
            throw new RpcException(new(StatusCode.InvalidArgument, OtlpMessages.Malformed));
        }
    }
}
