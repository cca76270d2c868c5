using System.Security.Claims;
using DevFlow.McpGateway.Platform;
using DevFlow.Secrets;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace DevFlow.McpGateway.Calls;

/// <summary>
/// Stands around each call of a tool: it is measured and put on record with who made it and how it ended; what another part of the platform refuses is told to the
/// one who called; and should a value that this service knows stand in an answer after all, it goes out masked.
/// </summary>
internal sealed class CallFilter(CallRecords records, CallTelemetry telemetry, AnswerMask mask)
{
    // What a client makes up is neither a metric's tag nor an audit's key.
    private const string Unknown = "unknown";

    public async ValueTask<CallToolResult> CallAsync(
        RequestContext<CallToolRequestParams> request, McpRequestHandler<CallToolRequestParams, CallToolResult> next, CancellationToken cancellationToken)
    {
        var tool = (request.MatchedPrimitive as McpServerTool)?.ProtocolTool.Name ?? Unknown;
        using var call = telemetry.Begin(tool);
        try
        {
            var result = await next(request, cancellationToken);
            call.Outcome = result.IsError is true ? SecretOutcomes.Error : SecretOutcomes.Hit;
            return mask.Of(result);
        }
        catch (PlatformException fault)
        {
            call.Outcome = fault.IsDenial ? SecretOutcomes.Denied : SecretOutcomes.Error;
            return Problem(fault);
        }
        catch (McpException fault) when (fault is not McpProtocolException)
        {
            return Problem(fault);
        }
        catch (InputRequiredException)
        {
            // The client is to ask a person; its next call has the answer.
            call.Outcome = SecretOutcomes.Hit;
            throw;
        }
        finally
        {
            await records.WriteAsync($"mcp:{tool}", call.Outcome, request.User?.FindFirstValue("sub"));
        }
    }

    // Both kinds of exceptions are written for the one who called.
    private CallToolResult Problem(Exception fault) => new() { IsError = true, Content = [new TextContentBlock { Text = mask.Of(fault.Message) }] };
}
