using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DevFlow.Secrets.Vault;

/// <summary>When a secret is to be replaced. The same answer in every engine, since nothing in it is drawn by lot.</summary>
internal static class RotationTiming
{
    // Expired for no more than a day is the aim; what begins a day before has as much time to fail and be tried again.
    private static readonly TimeSpan _lead = TimeSpan.FromHours(24);

    private static readonly TimeSpan _afterTakenBack = TimeSpan.FromDays(1);
    private static readonly TimeSpan _firstRetry = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _longestRetry = TimeSpan.FromHours(6);

    /// <summary>The moment; one that is not in the future means now.</summary>
    /// <param name="entry">A secret with a period.</param>
    /// <param name="since">When its value came into force, as far as that is known.</param>
    /// <param name="failures">How often it has failed since.</param>
    /// <param name="failedAt">When it failed last.</param>
    /// <param name="takenBackAt">When somebody took a run of it back last: whatever that was for is to be mended first.</param>
    /// <param name="now">The moment in which it is asked: a window that was missed is waited for anew.</param>
    public static DateTimeOffset Next(CatalogEntry entry, DateTimeOffset since, int failures, DateTimeOffset? failedAt, DateTimeOffset? takenBackAt, DateTimeOffset now)
    {
        var period = entry.RotateEvery!.Value;
        var next = since + period - (Min(_lead, period / 10) * Share(entry.Key, since));
        if (failures > 0 && failedAt is { } failed)
            next = Max(next, failed + Backoff(failures, Share(entry.Key, failed)));
        if (takenBackAt is { } back)
            next = Max(next, back + _afterTakenBack);
        return entry.RotationWindow is { } window ? window.Next(Max(next, now)) : next;
    }

    /// <summary>Doubling from ten minutes to six hours, up to a quarter longer so that not all are tried in the same moment.</summary>
    public static TimeSpan Backoff(int failures, double share) => Min(_longestRetry, _firstRetry * Math.Pow(2, Math.Min(failures - 1, 16))) * (1 + (share / 4));

    // From 0 to 1, other for each secret and each time, and not for each engine.
    private static double Share(string key, DateTimeOffset since)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{key} {since.UtcTicks}"));
        return BinaryPrimitives.ReadUInt32LittleEndian(hash) / (double)uint.MaxValue;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
