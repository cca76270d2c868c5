using System.Security.Claims;
using DevFlow.McpGateway.Platform;
using DevFlow.Secrets;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace DevFlow.McpGateway.Calls;

/// <summary>
/// Stands around each call of a tool, a resource or a prompt: it is limited, measured, and put on record with who made it and how it ended; what another part of the
/// platform refuses is told to the one who called; and should a value that this service knows stand in an answer after all, it goes out masked.
/// </summary>
internal sealed class CallFilter(CallLimits limits, CallRecords records, CallTelemetry telemetry, AnswerMask mask)
{
    // What a client makes up is neither a metric's tag nor an audit's key.
    private const string Unknown = "unknown";

    public async ValueTask<CallToolResult> CallAsync(
        RequestContext<CallToolRequestParams> request, McpRequestHandler<CallToolRequestParams, CallToolResult> next, CancellationToken cancellationToken)
    {
        var tool = (request.MatchedPrimitive as McpServerTool)?.ProtocolTool;
        try
        {
            return mask.Of(await AroundAsync(tool?.Name ?? Unknown, request, LimitedAsync, result => result.IsError is true, cancellationToken));
        }
        catch (McpException fault) when (fault is not McpProtocolException)
        {
            // Written for the one who called.
            return new() { IsError = true, Content = [new TextContentBlock { Text = mask.Of(fault.Message) }] };
        }

        ValueTask<CallToolResult> LimitedAsync(RequestContext<CallToolRequestParams> limited, CancellationToken cancel)
        {
            if (tool?.Annotations?.DestructiveHint is true)
                limits.Take(tool.Name, Who(limited));
            return next(limited, cancel);
        }
    }

    public async ValueTask<ReadResourceResult> ReadAsync(
        RequestContext<ReadResourceRequestParams> request, McpRequestHandler<ReadResourceRequestParams, ReadResourceResult> next, CancellationToken cancellationToken)
    {
        var resource = (request.MatchedPrimitive as McpServerResource)?.ProtocolResourceTemplate.Name ?? Unknown;
        return mask.Of(await AroundAsync($"resource:{resource}", request, next, _ => false, cancellationToken));
    }

    public ValueTask<GetPromptResult> GetAsync(
        RequestContext<GetPromptRequestParams> request, McpRequestHandler<GetPromptRequestParams, GetPromptResult> next, CancellationToken cancellationToken)
    {
        var prompt = (request.MatchedPrimitive as McpServerPrompt)?.ProtocolPrompt.Name ?? Unknown;
        return AroundAsync($"prompt:{prompt}", request, next, _ => false, cancellationToken);
    }

    public async ValueTask<CompleteResult> CompleteAsync(
        RequestContext<CompleteRequestParams> request, McpRequestHandler<CompleteRequestParams, CompleteResult> next, CancellationToken cancellationToken)
    {
        var argument = Completions.Arguments.Contains(request.Params.Argument.Name) ? request.Params.Argument.Name : Unknown;
        return mask.Of(await AroundAsync($"completion:{argument}", request, next, _ => false, cancellationToken));
    }

    private async ValueTask<TResult> AroundAsync<TParams, TResult>(
        string what, RequestContext<TParams> request, McpRequestHandler<TParams, TResult> next, Func<TResult, bool> isProblem, CancellationToken cancellationToken)
    {
        using var call = telemetry.Begin(what);
        try
        {
            var result = await next(request, cancellationToken);
            call.Outcome = isProblem(result) ? SecretOutcomes.Error : SecretOutcomes.Hit;
            return result;
        }
        catch (PlatformException fault)
        {
            call.Outcome = fault.IsDenial ? SecretOutcomes.Denied : SecretOutcomes.Error;
            throw new McpException(mask.Of(fault.Message), fault);
        }
        catch (InputRequiredException)
        {
            // The client is to ask a person; its next call has the answer.
            call.Outcome = SecretOutcomes.Hit;
            throw;
        }
        finally
        {
            await records.WriteAsync($"mcp:{what}", call.Outcome, Who(request));
        }
    }

    private static string? Who<TParams>(RequestContext<TParams> request) => request.User?.FindFirstValue("sub");
}
