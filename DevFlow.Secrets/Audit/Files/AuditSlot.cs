namespace DevFlow.Secrets;

/// <summary>
/// The number by which processes of one name that run at the same time are kept apart. It is held by a lock on a file of its own: the
/// chain itself stays open to readers. The operating system gives it back when the process ends, however it ends.
/// </summary>
internal sealed class AuditSlot : IDisposable
{
    private const int Most = 1000;

    private readonly FileStream _lock;

    private AuditSlot(string stem, int number, FileStream held)
    {
        Stem = stem;
        Number = number;
        _lock = held;
    }

    /// <summary>The names of the files up to the day.</summary>
    public string Stem { get; }

    public int Number { get; }

    /// <summary>Takes the first number, from one on, that nobody holds.</summary>
    public static AuditSlot Take(string folder, string service, string host, int from = 0)
    {
        for (var number = from; number < Most; number++)
        {
            var stem = AuditFormat.Stem(service, host, number);
            try
            {
                return new(stem, number, AuditFiles.OpenLock(Path.Combine(folder, $"{stem}.lock")));
            }
            catch (IOException fault) when (IsHeld(fault))
            {
                // By another process; the next number, then.
            }
        }

        throw new IOException($"{Most} processes named '{service}' hold an audit file in {folder}");
    }

    public void Dispose() => _lock.Dispose();

    // EWOULDBLOCK of Linux, of macOS, and Windows' sharing violation; anything else is a fault of the folder.
    private static bool IsHeld(IOException fault) => fault.HResult is 11 or 35 or unchecked((int)0x80070020);
}
