using System.Net;
using Polly;
using Polly.Retry;

namespace DevFlow.Cli.Engine;

/// <summary>
/// Sends again what may be sent twice (RFC 9110, 9.2.2) when it met a server that is busy, that starts, or that let go of the connection. Where nobody
/// listens nobody will in a second either, and that is said at once.
/// </summary>
internal sealed class EngineRetries(HttpMessageHandler inner, TimeProvider? time = null) : DelegatingHandler(inner)
{
    private static readonly HttpMethod[] _again = [HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete];

    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = 3,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(200),
            ShouldHandle = args => ValueTask.FromResult(args.Outcome switch
            {
                { Result.StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } => true,
                { Exception: HttpRequestException { HttpRequestError: not (HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError) } } => true,
                _ => false,
            }),
            OnRetry = args =>
            {
                args.Outcome.Result?.Dispose();
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _again.Contains(request.Method)
        ? await _pipeline.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken)
        : await base.SendAsync(request, cancellationToken);
}
