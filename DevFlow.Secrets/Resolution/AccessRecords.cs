using System.Collections.Concurrent;
using System.Diagnostics;

namespace DevFlow.Secrets;

/// <summary>Puts resolutions on record, when there is an audit.</summary>
internal sealed class AccessRecords(SecretAudit? audit)
{
    // A key that is asked for and missing again and again is recorded once and counted from then on; the limit bounds the memory
    // that callers who make keys up could take.
    private const int MaxMisses = 1000;
    private const string OtherKeys = "(other keys)";

    private readonly ConcurrentDictionary<(string Key, string? User), AccessCounter> _misses = new();

    public bool AreKept => audit is not null;

    /// <summary>Whether nothing may be handed out just now, since it cannot be put on record and has to be.</summary>
    public bool AreRefused => audit is { IsBroken: true, IsRequired: true };

    public ValueTask<AccessCounter> WithValueAsync(Resolution resolution, string? user, Activity? span, CancellationToken cancellationToken) =>
        audit!.RecordAsync(AccessOf(resolution, user, span), cancellationToken);

    public async ValueTask WithoutValueAsync(Resolution resolution, string? user, Activity? span, CancellationToken cancellationToken)
    {
        if (audit is null)
            return;
        if (resolution.Refusal is not null)
        {
            audit.Release(await audit.RecordAsync(AccessOf(resolution, user, span), cancellationToken));
            return;
        }

        // Whoever makes keys up shall not fill the disk: beyond the limit they are counted together.
        var miss = (resolution.Request.Key, user);
        var isOneOfMany = _misses.Count >= MaxMisses && !_misses.ContainsKey(miss);
        if (isOneOfMany)
            miss = (OtherKeys, null);
        if (_misses.TryGetValue(miss, out var counter))
        {
            counter.Increment();
            return;
        }

        var access = AccessOf(resolution, user, span);
        var recorded = await audit.RecordAsync(
            isOneOfMany ? access with { Key = OtherKeys, Reference = null, User = null } : access, cancellationToken);
        if (!_misses.TryAdd(miss, recorded))
            audit.Release(recorded);
    }

    public void Release(AccessCounter counter) => audit?.Release(counter);

    // The trace of the request that led here, also where nobody listens to our own spans.
    private static SecretAccess AccessOf(Resolution resolution, string? user, Activity? span)
    {
        var current = span ?? Activity.Current;
        return new SecretAccess
        {
            Key = resolution.Request.Key,
            Tier = resolution.Request.Entry?.Tier ?? SecretTier.System,
            Source = resolution.Value?.Source ?? resolution.Refusal?.Source,
            Outcome = resolution.Outcome,
            Reference = (resolution.Value?.Reference ?? resolution.Request.Reference)?.ToString(),
            Version = resolution.Value?.Version,
            User = user,
            TraceId = current?.TraceId.ToString(),
            SpanId = current?.SpanId.ToString(),
        };
    }
}
