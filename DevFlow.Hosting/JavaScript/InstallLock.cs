using System.Security.Cryptography;
using System.Text;

namespace DevFlow.Hosting.Local;

/// <summary>
/// Lets one process at a time install the packages of a folder: an installation begins by deleting what another one has just put there.
/// The lock is the system's own, on a file outside the folder, and goes with the process.
/// </summary>
internal static class InstallLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <param name="folder">The folder of package.json.</param>
    /// <param name="waiting">Called once when somebody else holds it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IDisposable> TakeAsync(string folder, Action waiting, CancellationToken cancellationToken)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(folder))))[..16];
        var path = Path.Combine(Path.GetTempPath(), $"devflow-npm-{name}.lock");
        var told = false;
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                if (!told)
                    waiting();
                told = true;
                // The end of another process's lock is told to nobody.
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
