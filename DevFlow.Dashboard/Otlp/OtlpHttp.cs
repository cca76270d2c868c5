using System.IO.Pipelines;
using DevFlow.Dashboard.Addresses;
using DevFlow.Dashboard.Otlp.Wire;
using Google.Protobuf;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace DevFlow.Dashboard.Otlp;

/// <summary>OTLP over HTTP with protobuf.</summary>
internal static class OtlpHttp
{
    private const string Protobuf = "application/x-protobuf";

    public static void MapOtlpHttp(this IEndpointRouteBuilder app, DashboardOptions options)
    {
        var intake = app.ServiceProvider.GetRequiredService<OtlpIntake>();
        var group = app.MapGroup("/v1").AllowAnonymous().OnlyAt(Address.OtlpHttp).WithMetadata(new BodyLimit(options.MaxOtlpBytes));
        group.MapPost("/traces", context => ReceiveAsync(context, options, ExportTraceRequest.Parser, intake.Take));
        group.MapPost("/logs", context => ReceiveAsync(context, options, ExportLogsRequest.Parser, intake.Take));
        group.MapPost("/metrics", context => ReceiveAsync(context, options, ExportMetricsRequest.Parser, intake.Take));
    }

    private static async Task ReceiveAsync<TRequest>(HttpContext context, DashboardOptions options, MessageParser<TRequest> parser, Func<TRequest, ExportResponse> take)
        where TRequest : IMessage<TRequest>
    {
        // What still has an encoding here was packed in a way that is not known.
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || type.MediaType != Protobuf || context.Request.Headers.ContentEncoding.Count > 0)
        {
            await AnswerAsync(context, StatusCodes.Status415UnsupportedMediaType, OtlpMessages.ContentType);
            return;
        }

        TRequest request;
        try
        {
            request = await ReadAsync(context.Request.BodyReader, parser, options.MaxOtlpBytes, context.RequestAborted);
        }
        catch (InvalidProtocolBufferException)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, OtlpMessages.Malformed);
            return;
        }
        catch (InvalidDataException)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, "The body is not packed by gzip, as its header says.");
            return;
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await AnswerAsync(context, StatusCodes.Status413PayloadTooLarge, OtlpMessages.TooLarge(options.MaxOtlpBytes));
            return;
        }

        var response = take(request).ToByteArray();
        (context.Response.ContentType, context.Response.ContentLength) = (Protobuf, response.Length);
        await context.Response.Body.WriteAsync(response, context.RequestAborted);
    }

    private static async Task<TRequest> ReadAsync<TRequest>(PipeReader body, MessageParser<TRequest> parser, int maxBytes, CancellationToken cancellationToken)
        where TRequest : IMessage<TRequest>
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            var (isTooLarge, consumed) = (read.Buffer.Length > maxBytes, read.Buffer.Start);
            try
            {
                // Whatever comes of it, the rest of the body can only be skipped when what was read has been given back.
                if (isTooLarge || read.IsCompleted)
                    consumed = read.Buffer.End;
                if (isTooLarge)
                    throw new BadHttpRequestException("Too large", StatusCodes.Status413PayloadTooLarge);
                if (read.IsCompleted)
                    return parser.ParseFrom(read.Buffer);
            }
            finally
            {
                body.AdvanceTo(consumed, read.Buffer.End);
            }
        }
    }

    private static Task AnswerAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(text);
    }

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
