using System.Diagnostics;
using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// Asks providers. Never follows a redirect, since what is sent is for the host that is written down. Asks again, soon, when nothing was sent, and what may
/// be sent twice also when a provider is busy or its answer is lost.
/// </summary>
internal sealed class HttpExchange : IDisposable
{
    private const int MaxBytes = 1024 * 1024;

    private static readonly ResiliencePropertyKey<bool> _repeats = new("repeats");

    private readonly HttpClient _http;
    private readonly ResiliencePipeline<HttpReply> _retries;
    private readonly TimeProvider _time;

    /// <param name="time">The clock.</param>
    /// <param name="retryDelay">The wait before it is asked again, doubling.</param>
    /// <param name="handler">The way to the network; null for the usual one.</param>
    public HttpExchange(TimeProvider time, TimeSpan retryDelay, Func<HttpMessageHandler>? handler)
    {
        _time = time;
        _http = new HttpClient(handler?.Invoke() ?? DefaultHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("devflow");
        _retries = new ResiliencePipelineBuilder<HttpReply> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpReply>
            {
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = retryDelay,
                ShouldHandle = args => ValueTask.FromResult(args.Context.Properties.GetValue(_repeats, defaultValue: false)
                    ? IsBusy(args.Outcome.Result) || args.Outcome.Exception is HttpRequestException or IOException or TimeoutRejectedException
                    : args.Outcome.Exception is HttpRequestException fault && WasNotSent(fault)),
            })
            .Build();
    }

    /// <summary>Sends a request.</summary>
    /// <param name="make">Makes it, for each attempt anew.</param>
    /// <param name="what">It, as people are told of it.</param>
    /// <param name="timeout">How long an attempt may take.</param>
    /// <param name="repeats">Whether it may be sent twice.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="RotationException">There is no answer.</exception>
    public async Task<HttpReply> SendAsync(Func<HttpRequestMessage> make, string what, TimeSpan timeout, bool repeats, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(_repeats, repeats);
        var limit = new ResiliencePipelineBuilder<HttpReply> { TimeProvider = _time }.AddTimeout(timeout).Build();
        try
        {
            return await _retries.ExecuteAsync(
                async context => await limit.ExecuteAsync(async token => await TryAsync(make, what, token), context.CancellationToken), context);
        }
        catch (TimeoutRejectedException)
        {
            throw new RotationException($"{what} was not answered within {timeout.TotalSeconds:0} s");
        }
        catch (HttpRequestException fault)
        {
            throw new RotationException($"{what} was not answered: {Reason(fault)}");
        }
        catch (IOException)
        {
            throw new RotationException($"{what} was not answered to its end: the connection broke");
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler DefaultHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AutomaticDecompression = DecompressionMethods.None,
        // The ids of our traces are nobody's business outside.
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    };

    private async Task<HttpReply> TryAsync(Func<HttpRequestMessage> make, string what, CancellationToken cancellationToken)
    {
        using var request = make();
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var body = await ConnectBody.ReadAsync(response.Content, MaxBytes, cancellationToken)
            ?? throw new RotationException($"{what} was answered with more than 1 MiB");
        return new((int)response.StatusCode, body.Bytes.ToArray());
    }

    private static bool IsBusy(HttpReply? reply) => reply?.Status is 408 or 429 or 500 or 502 or 503 or 504;

    private static bool WasNotSent(HttpRequestException fault) =>
        fault.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;

    private static string Reason(HttpRequestException fault) => fault.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the host is not known",
        HttpRequestError.ConnectionError => "the host cannot be reached",
        HttpRequestError.SecureConnectionError => "the host's certificate is not trusted, or it does not speak TLS",
        var error => $"{error}",
    };
}
