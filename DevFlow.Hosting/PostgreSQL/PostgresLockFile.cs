using System.Diagnostics;

namespace DevFlow.Hosting.Local;

/// <summary>
/// <c>postmaster.pid</c> in a server's data, which names its process in the first line. A server that was killed leaves it, and the next one
/// refuses to start when the process id has been given to some other process of its account meanwhile.
/// </summary>
internal static class PostgresLockFile
{
    /// <exception cref="DistributedApplicationException">A server uses the data. Without a data volume they would be deleted under its feet.</exception>
    public static void Check(string data, Action<string> say)
    {
        var path = Path.Combine(data, "postmaster.pid");
        if (!File.Exists(path) || !int.TryParse(File.ReadLines(path).FirstOrDefault(), out var id) || NameOf(id) is not { } name)
            return;
        if (name.StartsWith("postgres", StringComparison.Ordinal) && MayServe(id, data))
            throw new DistributedApplicationException($"The data in {data} is in use by another server (process {id}). Does the application run already? Stop it first.");
        File.Delete(path);
        say($"removed {path}: its server was killed, and process {id} is another one now ({name})");
    }

    private static string? NameOf(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.ProcessName;
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A server works in the folder of its data. Where that cannot be read it is believed to be this one.</summary>
    private static bool MayServe(int id, string data)
    {
        try
        {
            return new FileInfo($"/proc/{id}/cwd").ResolveLinkTarget(returnFinalTarget: false) is not { } folder || folder.FullName == Real(data);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>The folder itself, whatever links lead to it.</summary>
    private static string Real(string path)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
            return path;
        var real = Path.Combine(Real(parent), Path.GetFileName(path));
        return new DirectoryInfo(real).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? real;
    }
}
