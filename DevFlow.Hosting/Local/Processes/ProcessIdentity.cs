using System.Diagnostics;

namespace DevFlow.Hosting.Local;

/// <summary>
/// One process and no other: its id, and when it started. An id alone is given to another process once the first has ended.
/// </summary>
/// <param name="Id">The process id.</param>
/// <param name="Started">When it started, in a form that is compared and nothing else.</param>
internal sealed record ProcessIdentity(int Id, string Started)
{
    // Ticks count from the machine's start, and begin anew with it.
    private static readonly Lazy<string> Boot = new(() => File.Exists("/proc/sys/kernel/random/boot_id") ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : "");

    public bool IsAlive => Of(Id) == this;

    public bool StartedInThisBoot => Started.StartsWith($"{Boot.Value}:", StringComparison.Ordinal);

    /// <summary>Reads <c>PID:TICKS</c>, the start in clock ticks since the machine's start; null where it is not of that form.</summary>
    public static ProcessIdentity? Parse(string? text) =>
        text?.Split(':') is [var id, var ticks] && int.TryParse(id, out var number) && long.TryParse(ticks, out _) ? new(number, $"{Boot.Value}:{ticks}") : null;

    /// <summary>The process that has this id now; null when there is none.</summary>
    public static ProcessIdentity? Of(int id)
    {
        if (OperatingSystem.IsLinux())
            return ProcessStat.Of(id) is { IsAlive: true } stat ? new(id, $"{Boot.Value}:{stat.Started}") : null;
        try
        {
            using var process = Process.GetProcessById(id);
            return process.HasExited ? null : new(id, $"{process.StartTime.ToUniversalTime().Ticks}");
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
