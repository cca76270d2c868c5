using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace DevFlow.Secrets;

/// <summary>One endpoint of Connect: asks it, knows how it has fared, and leaves it alone for a while when it keeps failing.</summary>
internal sealed class ConnectEndpoint
{
    // As long as a call could be lost on trying it first again, and short enough that the first region gets its calls back.
    private static readonly TimeSpan _demotion = TimeSpan.FromSeconds(30);

    private readonly ConnectOptions _options;
    private readonly ConnectAttempt _attempt;
    private readonly ConnectFailures _failures;
    private readonly CircuitBreakerStateProvider _breaker = new();
    private readonly ResiliencePipeline _pipeline;
    private long _failedAt;
    private volatile ConnectException? _lastReadFault;
    private volatile bool _hasFailed;
    private volatile bool _hasTimedOut;
    private volatile bool _isSettled;

    public ConnectEndpoint(Uri address, ConnectOptions options, HttpClient http)
    {
        Address = address;
        _options = options;
        _failures = new ConnectFailures(address, options.TimeProvider);
        _attempt = new ConnectAttempt(address, options, http, _failures);
        _pipeline = Build(options.Logger ?? NullLogger.Instance);
    }

    public Uri Address { get; }

    /// <summary>It has never answered, nor kept anybody waiting in vain: it may just have been started.</summary>
    public bool IsCold => !_attempt.HasAnswered && !_hasTimedOut;

    /// <summary>Where it stands in the order: the lower, the sooner it is asked.</summary>
    public int Rank
    {
        get
        {
            if (!_hasFailed)
                return 0;
            var since = _options.TimeProvider.GetElapsedTime(Volatile.Read(ref _failedAt));
            if (_breaker.CircuitState is CircuitState.Open && since < _options.BreakDuration)
                return 2;
            return since < _demotion ? 1 : 0;
        }
    }

    /// <summary>Asks once, and once more where a refusal is known to be wrong at times.</summary>
    public async Task<T> AskAsync<T>(ConnectCall<T> call, CancellationToken cancellationToken)
    {
        // Connect before 1.7.2 refuses the first request after its start with 401.
        var mayBeWarmingUp = !_isSettled;
        try
        {
            return await AskOnceAsync(call, cancellationToken);
        }
        catch (ConnectException e) when (call.IsRead && (e.Status == 403 || (e.Status == 401 && mayBeWarmingUp)))
        {
            var delay = e.Status == 403 ? _options.DeniedRecheckDelay : _options.RetryDelay;
            ConnectLog.AskingAgain(_options.Logger ?? NullLogger.Instance, e.Detail, delay);
            await Task.Delay(delay, _options.TimeProvider, cancellationToken);
        }

        try
        {
            return await AskOnceAsync(call, cancellationToken);
        }
        catch (ConnectException e) when (e.Status == 401)
        {
            _isSettled = true;
            throw;
        }
    }

    private async Task<T> AskOnceAsync<T>(ConnectCall<T> call, CancellationToken cancellationToken)
    {
        var cold = IsCold;
        try
        {
            var answer = await _pipeline.ExecuteAsync(
                static async (state, token) => await state._attempt.SendAsync(state.call, token),
                (_attempt, call), cancellationToken);
            _hasFailed = false;
            _isSettled = true;
            return answer;
        }
        catch (BrokenCircuitException)
        {
            throw _failures.LeftAlone(_lastReadFault);
        }
        catch (TimeoutRejectedException e)
        {
            _hasTimedOut |= cold;
            throw Fail(_failures.TimedOut(e.Timeout, call.IsRead), call.IsRead);
        }
        catch (ConnectException e) when (e.Kind is ConnectErrorKind.Unavailable)
        {
            Fail(e, call.IsRead);
            throw;
        }
    }

    private ConnectException Fail(ConnectException fault, bool isRead)
    {
        Volatile.Write(ref _failedAt, _options.TimeProvider.GetTimestamp());
        _hasFailed = true;

        // What a failed write leaves open says nothing of the next call.
        if (isRead)
            _lastReadFault = fault;
        return fault;
    }

    private ResiliencePipeline Build(ILogger logger)
    {
        var name = ConnectEndpoints.Show(Address);
        return new ResiliencePipelineBuilder { TimeProvider = _options.TimeProvider }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                // More than the attempts of one call, so that one unlucky call does not shut out the next.
                MinimumThroughput = Math.Max(2, _options.Retries + 3),
                FailureRatio = 0.5,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = _options.BreakDuration,
                StateProvider = _breaker,
                // An endpoint that asks to be left alone is in good health.
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is TimeoutRejectedException
                    or ConnectException { Kind: ConnectErrorKind.Unavailable, Status: not 429 }),
                OnOpened = args =>
                {
                    ConnectLog.LeftAlone(logger, name, args.BreakDuration);
                    return ValueTask.CompletedTask;
                },
                OnClosed = _ =>
                {
                    ConnectLog.Back(logger, name);
                    return ValueTask.CompletedTask;
                },
            })
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = _ => ValueTask.FromResult(IsCold ? _options.FirstTimeout : _options.AttemptTimeout),
            })
            .Build();
    }
}
