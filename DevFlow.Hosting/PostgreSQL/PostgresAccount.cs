using System.Runtime.InteropServices;

namespace DevFlow.Hosting.Local;

/// <summary>
/// The account that the server runs as. PostgreSQL refuses to run as root, so that a root host (a CI job, a container) starts
/// it as <c>postgres</c> or <c>nobody</c>.
/// </summary>
/// <param name="Name">The account; null when the server runs as the host does.</param>
internal sealed partial record PostgresAccount(string? Name)
{
    public static PostgresAccount ForThisProcess()
    {
        if (OperatingSystem.IsWindows() || EffectiveUserId() != 0)
            return new(Name: null);
        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        return new(accounts.Contains("postgres") ? "postgres" : "nobody");
    }

    public LaunchSpec Run(string program, IReadOnlyList<string> arguments, string workingDirectory) => Name is null
        ? new() { FileName = program, Arguments = arguments, WorkingDirectory = workingDirectory }
        : new() { FileName = "setpriv", Arguments = [$"--reuid={Name}", "--regid", PrimaryGroup(), "--init-groups", "--", program, .. arguments], WorkingDirectory = workingDirectory };

    /// <summary>Hands a file or a folder to the account.</summary>
    public void TakeOver(string path)
    {
        if (Name is not null && ChangeOwner(path, UserId(), int.Parse(PrimaryGroup())) != 0)
            throw new DistributedApplicationException($"{path} could not be handed to the account '{Name}' that PostgreSQL runs as: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    /// <summary>Whether the account may enter every folder on the way to a path. Others' execute bit decides: it owns none of them.</summary>
    public bool CanReach(string path)
    {
        if (Name is null || OperatingSystem.IsWindows())
            return true;
        for (var folder = new DirectoryInfo(path); folder is not null; folder = folder.Parent)
        {
            if (folder.Exists && !folder.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
                return false;
        }

        return true;
    }

    private int UserId() => int.Parse(Fields()[2]);

    private string PrimaryGroup() => Fields()[3];

    /// <summary>A line of /etc/passwd: <c>name:x:uid:gid:comment:home:shell</c>.</summary>
    private string[] Fields() => File.ReadLines("/etc/passwd").Select(line => line.Split(':')).First(fields => fields[0] == Name);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial int EffectiveUserId();

    [LibraryImport("libc", EntryPoint = "lchown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, int owner, int group);
}
