using System.Security.Cryptography;

namespace DevFlow.Hosting.Local;

/// <summary>Where a server's files lie: in the application's folder, or where the server's account can reach them.</summary>
internal static class PostgresDataDirectory
{
    private const string Shared = "/var/lib/devflow";

    private const UnixFileMode OpenToAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Makes the folder, hands it to the account and says where it is.</summary>
    public static string Prepare(string directory, PostgresAccount account, Action<string> say)
    {
        Directory.CreateDirectory(directory);
        if (!account.CanReach(Path.GetDirectoryName(directory)!))
        {
            directory = Path.Combine(Shared, FolderOf(directory));
            Directory.CreateDirectory(directory);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(Shared, OpenToAll);
            say($"the account '{account.Name}' cannot reach the application's folder; the data lies in {directory}");
        }

        account.TakeOver(directory);
        return directory;
    }

    /// <summary>
    /// A clone under /root has folders that are closed to every other account. The name of its folder elsewhere is kept in the
    /// clone, beside the password of the data: a new clone at the same place knows no old password and gets a new folder.
    /// </summary>
    public static string FolderOf(string directory)
    {
        var file = Path.Combine(directory, "elsewhere");
        if (!File.Exists(file))
            File.WriteAllText(file, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)));
        return File.ReadAllText(file).Trim();
    }
}
