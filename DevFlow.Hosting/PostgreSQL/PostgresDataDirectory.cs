using System.Security.Cryptography;
using System.Text;

namespace DevFlow.Hosting.Local;

/// <summary>Where a server's files lie: in the application's folder, or where the server's account can reach them.</summary>
internal static class PostgresDataDirectory
{
    private const string Shared = "/var/lib/devflow";

    public static string Prepare(string directory, PostgresAccount account, Action<string> say)
    {
        if (!account.CanReach(directory))
        {
            // A clone under /root: its folders are closed to every other account. The name tells clones apart.
            var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(directory)))[..12];
            directory = Path.Combine(Shared, id);
            say($"the account '{account.Name}' cannot reach the application's folder; the data lies in {directory}");
        }

        Directory.CreateDirectory(directory);
        account.TakeOver(directory);
        return Path.Combine(directory, "data");
    }
}
