using System.Runtime.CompilerServices;
using DevFlow.Secrets;
using Npgsql;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>Ends an answer that goes on and on when whoever it goes to counts no more: signed out, revoked, run out.</summary>
internal sealed class CallerWatch(Credentials credentials, TimeProvider time)
{
    /// <summary>How long one that counts no more still hears something, at most.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    /// <summary>What comes, for as long as the caller counts.</summary>
    public async IAsyncEnumerable<T> WhileCountsAsync<T>(
        Func<CancellationToken, IAsyncEnumerable<T>> open, HttpContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var gone = UntilGoneAsync(context, either.Token);
        await using var items = open(either.Token).GetAsyncEnumerator(either.Token);
        try
        {
            while (true)
            {
                var next = items.MoveNextAsync().AsTask();
                if (await Task.WhenAny(next, gone) != next || !await next)
                {
                    await either.CancelAsync();
                    await next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                    cancellationToken.ThrowIfCancellationRequested();
                    yield break;
                }

                yield return items.Current;
            }
        }
        finally
        {
            await either.CancelAsync();
            await gone;
        }
    }

    private async Task UntilGoneAsync(HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, time, cancellationToken);
                if (!await CountsAsync(context, cancellationToken))
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            // The answer has ended otherwise.
        }
    }

    // While nobody can tell, nobody is thrown out.
    private async Task<bool> CountsAsync(HttpContext context, CancellationToken cancellationToken)
    {
        try
        {
            var header = context.Request.Headers.Authorization.ToString();
            if (header.StartsWith(BearerHandler.Prefix, StringComparison.OrdinalIgnoreCase))
                return await credentials.VerifyAsync(header[BearerHandler.Prefix.Length..].Trim(), AccessTokens.Engine, cancellationToken) is not null;
            // Who shows nothing was let in all the same.
            return SessionCookie.Read(context) is not { } session || await credentials.OfSessionAsync(session, cancellationToken) is not null;
        }
        catch (Exception fault) when (fault is VaultException or NpgsqlException)
        {
            return true;
        }
    }
}
