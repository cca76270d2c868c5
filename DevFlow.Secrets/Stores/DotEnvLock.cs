namespace DevFlow.Secrets;

/// <summary>
/// Lets one process at a time change the .env of a folder: a change is made of what was read, so two at once would lose one. The lock is
/// the system's own, on a file that stays, and goes with the process.
/// </summary>
internal static class DotEnvLock
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <exception cref="UnauthorizedAccessException">The lock cannot be taken; the message names it.</exception>
    /// <exception cref="IOException">Somebody else has had it for half a minute, or its folder cannot be made.</exception>
    public static async Task<IDisposable> TakeAsync(string root, TimeProvider time, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(root, ".devflow");
        var path = Path.Combine(folder, "env.lock");
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                Directory.CreateDirectory(folder);
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException e)
            {
                throw new UnauthorizedAccessException($"there is no permission to write {(Path.Exists(path) ? ".devflow/env.lock, which somebody else made" : ".devflow")}", e);
            }
            catch (IOException) when (File.Exists(path) && time.GetElapsedTime(started) < _patience)
            {
                // The end of another process's lock is told to nobody.
                await Task.Delay(_pause, time, cancellationToken);
            }
        }
    }
}
