using System.Globalization;

namespace DevFlow.Hosting.Local;

/// <summary>
/// Finds who listens on a port. Linux lists sockets in <c>/proc/net/tcp</c>: <c>sl local_address rem_address st … inode</c>, the address
/// as <c>0100007F:1F90</c> in hexadecimal, state 0A for listening; a process has the socket open as <c>/proc/PID/fd/N -> socket:[INODE]</c>.
/// </summary>
internal static class PortHolder
{
    /// <summary>The process's id and name; null where nobody is found: another account's processes can only be looked into by root.</summary>
    public static (int Id, string Name)? Find(int port)
    {
        var inodes = ((string[])["/proc/net/tcp", "/proc/net/tcp6"]).SelectMany(table => Inodes(table, port)).ToHashSet(StringComparer.Ordinal);
        if (inodes.Count == 0)
            return null;
        return ProcessStat.All().FirstOrDefault(process => Sockets(process.Id).Any(inodes.Contains)) is { } holder ? (holder.Id, holder.Name) : null;
    }

    /// <summary><c> (process 123, node)</c>, or nothing where that is not known. No command line: it could hold a secret.</summary>
    public static string Words(int port) => Find(port) is var (id, name) ? $" (process {id}, {name})" : "";

    private static IEnumerable<string> Inodes(string table, int port)
    {
        const string listening = "0A";
        if (!File.Exists(table))
            return [];
        var wanted = $":{port.ToString("X4", CultureInfo.InvariantCulture)}";
        return File.ReadLines(table).Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 9 && fields[3] == listening && fields[1].EndsWith(wanted, StringComparison.Ordinal))
            .Select(fields => $"socket:[{fields[9]}]");
    }

    private static IEnumerable<string> Sockets(int id)
    {
        try
        {
            return [.. Directory.EnumerateFiles($"/proc/{id}/fd").Select(file => new FileInfo(file).LinkTarget).OfType<string>()];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
