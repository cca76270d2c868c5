namespace DevFlow.Secrets;

/// <summary>One call, asked of every endpoint until one answers.</summary>
internal sealed class ConnectRound<T>(IReadOnlyList<ConnectEndpoint> endpoints, ConnectCall<T> call)
{
    private ConnectException? _last;

    public async Task<T> AskAsync(CancellationToken cancellationToken)
    {
        var failures = new List<ConnectException>();
        foreach (var endpoint in endpoints.OrderBy(endpoint => endpoint.Rank))
        {
            try
            {
                return await endpoint.AskAsync(call, cancellationToken);
            }
            catch (ConnectException e) when (e.Kind is ConnectErrorKind.Unavailable && (call.IsRead || e.NothingSent))
            {
                failures.Add(e);
                _last = e;
            }
            catch (ConnectException e) when (e.IsTransient)
            {
                throw Final(e);
            }
        }

        throw _last = failures.Count == 1 ? failures[0] : Together(failures);
    }

    /// <summary>What to say when the total time is up.</summary>
    public ConnectException OutOfTime(TimeSpan total)
    {
        var unsure = call.IsRead ? "" : ", and it is not known whether the change was made";
        return _last is null
            ? new ConnectException(
                ConnectErrorKind.Unavailable,
                $"{Names()} gave no answer within {total.TotalSeconds:0.###} s{unsure}", "see that it runs and is not overloaded",
                endpoints.Count == 1 ? endpoints[0].Address : null)
            {
                IsTimeout = true,
            }
            : new ConnectException(
                ConnectErrorKind.Unavailable,
                $"{_last.Detail}; no better answer came within {total.TotalSeconds:0.###} s{unsure}",
                _last.Remedy, _last.Endpoint, _last.Status)
            {
                IsTimeout = true,
            };
    }

    private string Names() => $"1Password Connect at {string.Join(", ", endpoints.Select(e => ConnectEndpoints.Show(e.Address)))}";

    // A write that may have arrived is not repeated.
    private static ConnectException Final(ConnectException e) => new(e.Kind, e.Detail, e.Remedy, e.Endpoint, e.Status);

    private static ConnectException Together(List<ConnectException> failures) => new(
        ConnectErrorKind.Unavailable,
        string.Join("; ", failures.Select(e => e.Detail)),
        // Every failure of this kind has one.
        string.Join("; ", failures.Select(e => e.Remedy).OfType<string>().Distinct(StringComparer.Ordinal)))
    {
        IsTransient = failures.Exists(e => e.IsTransient),
        IsTimeout = failures.Exists(e => e.IsTimeout),
        NothingSent = failures.TrueForAll(e => e.NothingSent),
        // The endpoint that may be asked soonest sets the wait; without a wish of its own it is the usual one.
        RetryAfter = failures.TrueForAll(e => e.RetryAfter is not null) ? failures.Min(e => e.RetryAfter) : null,
    };
}
