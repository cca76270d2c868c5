using System.Net;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace DevFlow.Secrets;

/// <summary>
/// Takes a call to the endpoints: in order of health, then again after a wait, all within the total time. A refusal (401, 403, 404) of
/// one endpoint is final: asking the next would paper over it.
/// </summary>
internal sealed class ConnectTransport : IDisposable
{
    private static readonly ResiliencePropertyKey<TimeSpan> _total = new("total");
    private static readonly ResiliencePropertyKey<long> _started = new("started");

    private readonly ConnectOptions _options;
    private readonly HttpClient _http;
    private readonly ConnectEndpoint[] _endpoints;
    private readonly ResiliencePipeline _pipeline;

    public ConnectTransport(ConnectOptions options)
    {
        _options = options;
        _http = new HttpClient(options.Handler?.Invoke() ?? DefaultHandler(options)) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd($"devflow/{Version()}");
        _endpoints = [.. options.Endpoints.Select(address => new ConnectEndpoint(address, options, _http))];
        _pipeline = Build(options.Logger ?? NullLogger.Instance);
    }

    public async Task<T> SendAsync<T>(ConnectCall<T> call, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        var isFirstCold = _endpoints.MinBy(endpoint => endpoint.Rank)!.IsCold;
        context.Properties.Set(_total, _options.TotalTimeout + (isFirstCold ? _options.FirstTimeout : TimeSpan.Zero));
        context.Properties.Set(_started, _options.TimeProvider.GetTimestamp());
        var round = new ConnectRound<T>(_endpoints, call);
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (context, round) => await round.AskAsync(context.CancellationToken), context, round);
        }
        catch (TimeoutRejectedException e)
        {
            throw round.OutOfTime(e.Timeout);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public async Task<IReadOnlyList<ConnectHealth>> HealthAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(_options.Endpoints.Select(address => new ConnectProbe(address, _options, _http).AskAsync(cancellationToken)));

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler DefaultHandler(ConnectOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = options.ConnectTimeout,
        // So that a change in DNS is seen.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AutomaticDecompression = DecompressionMethods.None,
    };

    private static string Version() => typeof(ConnectTransport).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private ResiliencePipeline Build(ILogger logger)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = _options.TimeProvider }
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = args => ValueTask.FromResult(args.Context.Properties.GetValue(_total, _options.TotalTimeout)),
            });
        if (_options.Retries == 0)
            return builder.Build();
        return builder.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = _options.Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = _options.RetryDelay,
            ShouldHandle = args => ValueTask.FromResult(
                args.Outcome.Exception is ConnectException { IsTransient: true } e && HasTime(args.Context, e)),
            DelayGenerator = args => ValueTask.FromResult((args.Outcome.Exception as ConnectException)?.RetryAfter),
            OnRetry = args =>
            {
                if (args.Outcome.Exception is ConnectException e)
                    ConnectLog.AskingAgain(logger, e.Detail, args.RetryDelay);
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    // A wait beyond the total time would only make the failure come later.
    private bool HasTime(ResilienceContext context, ConnectException exception)
    {
        var left = context.Properties.GetValue(_total, _options.TotalTimeout)
            - _options.TimeProvider.GetElapsedTime(context.Properties.GetValue(_started, 0L));
        return exception.RetryAfter is null || exception.RetryAfter < left;
    }
}
