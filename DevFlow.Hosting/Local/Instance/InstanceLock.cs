namespace DevFlow.Hosting.Local;

/// <summary>
/// Keeps two app hosts from using one data folder. <c>apphost.lock</c> is locked by the operating system for as long as its
/// holder lives, so that a killed host leaves no lock and a reused process id means nothing; who holds it stands beside it, in
/// <c>apphost.json</c>, since a locked file cannot be read everywhere.
/// </summary>
internal sealed class InstanceLock(LocalEngineOptions options, TimeProvider time) : IDisposable
{
    private const string LockName = "apphost.lock";
    private const string HolderName = "apphost.json";

    private readonly string _lockPath = Path.Combine(options.DataDirectory, LockName);
    private readonly string _holderPath = Path.Combine(options.DataDirectory, HolderName);
    private FileStream? _lock;

    /// <exception cref="DistributedApplicationException">Another app host uses the folder, or nothing can be written there.</exception>
    public void Take()
    {
        try
        {
            Directory.CreateDirectory(options.DataDirectory);
            _lock = new(_lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            new InstanceHolder(Environment.ProcessId, Path.GetFileName(Environment.ProcessPath) ?? "?", time.GetUtcNow()).Write(_holderPath);
        }
        catch (IOException held) when (_lock is null && IsHeld(held))
        {
            throw new DistributedApplicationException(WhoHolds(options.DataDirectory), held);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw new DistributedApplicationException(
                $"The data folder {options.DataDirectory} cannot be written: {fault.Message} Make it writable, or choose another with UseDataDirectory or LocalEngine:DataDirectory.", fault);
        }
    }

    public void Dispose()
    {
        if (_lock is null)
            return;
        // While it is still locked: afterwards it may be the next holder's.
        File.Delete(_holderPath);
        _lock.Dispose();
        _lock = null;
    }

    // What .NET reports of a lock that somebody has: EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION.
    private static bool IsHeld(IOException fault) => fault.HResult is 11 or 35 or unchecked((int)0x80070020);

    /// <summary>Who holds the lock of a data folder, in words; null when nobody does.</summary>
    public static string? HeldBy(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, LockName);
        if (!File.Exists(path))
            return null;
        try
        {
            using var free = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return null;
        }
        catch (IOException held) when (IsHeld(held))
        {
            return WhoHolds(dataDirectory);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The start says what is wrong with the folder.
            return null;
        }
    }

    private static string WhoHolds(string dataDirectory)
    {
        var holder = InstanceHolder.Read(Path.Combine(dataDirectory, HolderName));
        var who = holder is null ? "another app host" : $"process {holder.ProcessId} ({holder.Program}), since {holder.Since:yyyy-MM-dd HH:mm:ss} UTC";
        var how = holder is null ? "Stop it first." : $"Stop it first: press Ctrl+C where it runs, or 'kill {holder.ProcessId}'.";
        return $"The application runs already: {who}, uses {dataDirectory}. {how}";
    }
}
