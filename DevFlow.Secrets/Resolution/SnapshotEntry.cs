using System.Collections.Concurrent;
using System.Diagnostics;

namespace DevFlow.Secrets;

/// <summary>
/// A resolved value and who has had it: the first access of each user is put on record before the value goes out, those after it
/// are counted.
/// </summary>
internal sealed class SnapshotEntry(Resolution resolution, DateTimeOffset until, AccessRecords records)
{
    private readonly ConcurrentDictionary<string, AccessCounter> _byUser = new(StringComparer.Ordinal);
    private readonly Lock _recording = new();
    private AccessCounter? _counter;
    private Task<AccessCounter>? _first;

    public SecretValue Value => resolution.Value!;

    public string Outcome => resolution.Outcome;

    public DateTimeOffset Until => until;

    /// <summary>Counts an access, unless it has to be put on record first. Allocates nothing.</summary>
    public bool TryCount(string? user)
    {
        if (!records.AreKept)
            return true;
        if (records.AreRefused)
            return false;
        if ((user is null ? Volatile.Read(ref _counter) : _byUser.GetValueOrDefault(user)) is not { } counter)
            return false;
        counter.Increment();
        return true;
    }

    /// <summary>Counts an access; the first one is on record when this returns.</summary>
    /// <exception cref="SecretAuditException">It cannot be, and has to be.</exception>
    public async ValueTask CountAsync(string? user, Activity? span, CancellationToken cancellationToken)
    {
        if (TryCount(user))
            return;
        if (user is not null)
        {
            _byUser[user] = await records.WithValueAsync(resolution, user, span, cancellationToken);
            return;
        }

        // Of many first readers at once one is recorded, and they all wait for that; it does not hang on one reader's patience.
        var isFirst = false;
        Task<AccessCounter> first;
        lock (_recording)
        {
            if (_first is null || _first.IsFaulted || records.AreRefused)
            {
                isFirst = true;
                _first = records.WithValueAsync(resolution, user: null, span, CancellationToken.None).AsTask();
            }

            first = _first;
        }

        AccessCounter counter;
        try
        {
            counter = await first.WaitAsync(cancellationToken);
        }
        catch (SecretAuditException) when (!isFirst)
        {
            // The refusal of each is counted, not only that of the first.
            await records.WithValueAsync(resolution, user: null, span, cancellationToken);
            throw;
        }

        Volatile.Write(ref _counter, counter);
        if (!isFirst)
            counter.Increment();
    }

    /// <summary>The value is no longer served; what was counted is still to be written.</summary>
    public void Release()
    {
        foreach (var counter in _byUser.Values)
            records.Release(counter);
        if (Volatile.Read(ref _counter) is { } own)
            records.Release(own);
    }
}
