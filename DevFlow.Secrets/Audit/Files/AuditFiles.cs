namespace DevFlow.Secrets;

/// <summary>Opens files and folders of the audit: only their owner may enter.</summary>
internal static class AuditFiles
{
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Opens a chain to write on. Without a buffer: what is written is with the operating system.</summary>
    public static Stream OpenChain(string path) => Open(path, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Opens a file that nobody else opens so at the same time.</summary>
    public static FileStream OpenLock(string path) => Open(path, FileShare.None);

    /// <summary>Opens a chain that another process may be writing on.</summary>
    public static FileStream OpenToRead(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.ReadWrite | FileShare.Delete,
        Options = FileOptions.SequentialScan,
        BufferSize = 0,
    });

    /// <summary>The chains of a folder, by name.</summary>
    public static IEnumerable<FileInfo> Chains(string folder, string stem = "") => Directory.Exists(folder)
        ? new DirectoryInfo(folder).EnumerateFiles($"{(stem.Length == 0 ? "" : stem + ".")}*{AuditFormat.Extension}")
            .Where(file => AuditFormat.TryDay(file.Name, out _))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
        : [];

    private static FileStream Open(string path, FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = share,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
