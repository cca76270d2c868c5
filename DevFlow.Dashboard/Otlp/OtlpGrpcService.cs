using DevFlow.Dashboard.Otlp.Wire;
using Google.Protobuf;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace DevFlow.Dashboard.Otlp;

/// <summary>OTLP over gRPC.</summary>
internal sealed class OtlpGrpcService(OtlpIntake intake) : IServiceMethodProvider<OtlpGrpcService>
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<OtlpGrpcService> context)
    {
        Add(context, OtlpMethods.ExportTraces, intake.Take);
        Add(context, OtlpMethods.ExportLogs, intake.Take);
        Add(context, OtlpMethods.ExportMetrics, intake.Take);
    }

    private static void Add<TRequest>(ServiceMethodProviderContext<OtlpGrpcService> context, Method<TRequest, ExportResponse> method, Func<TRequest, ExportResponse> take)
        where TRequest : class, IMessage<TRequest> => context.AddUnaryMethod(method, [], (_, request, _) => Task.FromResult(take(request)));
}
