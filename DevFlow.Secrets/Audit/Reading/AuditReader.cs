using System.Runtime.CompilerServices;

namespace DevFlow.Secrets;

/// <summary>Reads the accesses of all files of an audit, merged by time. Proves nothing, and passes over what it cannot read.</summary>
public static class AuditReader
{
    private static readonly TimeSpan _lookEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>The last records.</summary>
    /// <param name="folder">The folder of the audit; none need be there.</param>
    /// <param name="count">How many.</param>
    /// <param name="key">The environment key that they are of; null for all.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>Oldest first.</returns>
    public static async Task<IReadOnlyList<AuditEntry>> LastAsync(string folder, int count, string? key, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var entries = new List<AuditEntry>();

        // From the last day backwards: of years of files only the ends of a few are read.
        foreach (var day in Days(folder).OrderByDescending(day => day.Key))
        {
            if (entries.Count >= count)
                break;
            foreach (var file in day)
                entries.AddRange(await AuditFileTail.ReadAsync(file, count, key, cancellationToken));
        }

        return [.. entries.OrderBy(entry => entry.Record.Time).TakeLast(count)];
    }

    /// <summary>The records of a time, oldest first. One day of them is in memory at a time.</summary>
    /// <param name="folder">The folder of the audit; none need be there.</param>
    /// <param name="from">The moment of the first; null for the very first.</param>
    /// <param name="to">The moment before which the last is; null for the very last.</param>
    /// <param name="key">The environment key that they are of; null for all.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async IAsyncEnumerable<AuditEntry> ReadAsync(
        string folder, DateTimeOffset? from, DateTimeOffset? to, string? key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var day in Days(folder).OrderBy(day => day.Key))
        {
            var entries = new List<AuditEntry>();
            foreach (var file in day)
                await AuditFileTail.ReadFromAsync(file, position: 0, key, entries, cancellationToken);
            foreach (var entry in entries.Where(entry => !(entry.Record.Time < from) && !(entry.Record.Time >= to)).OrderBy(entry => entry.Record.Time))
                yield return entry;
        }
    }

    /// <summary>The records that are written from now on, until the token ends it. Looks twice a second.</summary>
    /// <param name="folder">The folder of the audit; none need be there yet.</param>
    /// <param name="key">The environment key that they are of; null for all.</param>
    /// <param name="time">The clock that it waits by.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<AuditEntry> FollowAsync(
        string folder, string? key, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var read = AuditFiles.Chains(folder).ToDictionary(file => file.Name, file => file.Length, StringComparer.Ordinal);
        while (true)
        {
            await Task.Delay(_lookEvery, time, cancellationToken);
            var news = new List<AuditEntry>();
            foreach (var file in AuditFiles.Chains(folder))
                read[file.Name] = await AuditFileTail.ReadFromAsync(file, read.GetValueOrDefault(file.Name), key, news, cancellationToken);
            foreach (var entry in news.OrderBy(entry => entry.Record.Time))
                yield return entry;
        }
    }

    private static IEnumerable<IGrouping<DateOnly, FileInfo>> Days(string folder) =>
        AuditFiles.Chains(folder).GroupBy(file => AuditFormat.TryDay(file.Name, out var day) ? day : default);
}
