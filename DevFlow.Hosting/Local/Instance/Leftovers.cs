namespace DevFlow.Hosting.Local;

/// <summary>Ends what a run that was killed has left behind, before the next one starts.</summary>
internal sealed class Leftovers(ChildRecord record, Notices notices, TimeProvider time)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        var left = record.Last().Where(child => IsLeft(child.Process)).ToList();
        if (left.Count == 0)
            return;

        foreach (var (process, signal) in left)
            ProcessGroup.Signal(process.Id, signal);
        var started = time.GetTimestamp();
        while (left.Any(child => IsLeft(child.Process)) && time.GetElapsedTime(started) < Grace)
            await Task.Delay(Pause, time, cancellationToken);
        foreach (var (process, _) in left.Where(child => IsLeft(child.Process)))
            ProcessGroup.Kill(process.Id);
        notices.Warn($"ended {left.Count} process group{(left.Count == 1 ? "" : "s")} that an earlier run had left behind: {string.Join(", ", left.Select(child => child.Process.Id))}");
    }

    /// <summary>
    /// The leader lives; or it does not, and members of its group do. An id is not given to a new process while it is that of a
    /// group, so such a group is still the leader's.
    /// </summary>
    private static bool IsLeft(ProcessIdentity leader) => ProcessIdentity.Of(leader.Id) is { } now
        ? now == leader
        : leader.StartedInThisBoot && ProcessStat.All().Any(member => member.Group == leader.Id && member.IsAlive);
}
