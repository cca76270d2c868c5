using System.Text;

namespace DevFlow.Secrets;

/// <summary>The file that OP_CREDENTIALS_FILE names: reads it, and says what is wrong with it as a file.</summary>
internal sealed class CredentialsFile(string path, string folder, List<Finding> findings)
{
    // The real one has two kilobytes.
    private const int MostBytes = 64 * 1024;

    private const string Get = "download 1password-credentials.json of the Connect server from 1Password";

    private readonly string _path = Path.Combine(folder, path);

    public byte[]? Read()
    {
        if (path.TrimStart().StartsWith('{') || path.Contains('\0') || CredentialsText.Read(Encoding.UTF8.GetBytes(path)).Encoded > 0)
            return RefuseContent();
        if (Directory.Exists(_path))
        {
            return Refuse(
                "directory", "names a directory",
                "remove it and put the file there: a container runtime makes a directory when it mounts a file that is missing");
        }

        try
        {
            return ReadContent();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Refuse("missing", "names a file that is not there", Remedy());
        }
        catch (PathTooLongException)
        {
            return RefuseContent();
        }
        catch (UnauthorizedAccessException)
        {
            return Refuse("unreadable", "names a file that this account may not read", "give it the right, by its group and mode 440");
        }
        catch (IOException e)
        {
            return Refuse("unreadable", $"names a file that cannot be read ({e.GetType().Name})", "see that it is an ordinary file");
        }
    }

    public byte[]? Refuse(string rule, string message, string remedy)
    {
        Add(FindingSeverity.Error, rule, message, remedy);
        return null;
    }

    private byte[]? ReadContent()
    {
        // Looked at before it is opened: a named pipe has no length, and would wait for its writer.
        var file = File.ResolveLinkTarget(_path, returnFinalTarget: true) as FileInfo ?? new FileInfo(_path);
        if (file.Length == 0)
            return Refuse("empty", "names an empty file", $"{Get} again");
        if (file.Length > MostBytes)
            return Refuse("not-json", "names a file that is too large to be the right one", Get);

        if (!OperatingSystem.IsWindows() && (file.UnixFileMode & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != UnixFileMode.None)
        {
            Add(
                FindingSeverity.Warning, "open", "names a file that every account of this machine can get at",
                "chmod o= it; Connect reads it as user 999, to whom it can be given");
        }

        return File.ReadAllBytes(_path);
    }

    private byte[]? RefuseContent() =>
        Refuse("path", "is to be a path, and holds the content of the file", "write the path; the content, in base64, belongs in OP_SESSION");

    private string Remedy() => path.StartsWith('~') ? "write the whole path: only a shell knows what ~ is"
        : new FileInfo(_path).LinkTarget is null ? $"{Get} and put it there"
        : "the link leads nowhere: mend it";

    private void Add(FindingSeverity severity, string rule, string message, string remedy) => findings.Add(new(
        severity, $"connect-credentials-{rule}", Where(), DevFlowSettingKeys.CredentialsFile,
        $"{DevFlowSettingKeys.CredentialsFile} {message}", remedy));

    // Somebody may have put something else there than a path, which then is not to be shown.
    private string Where() => Path.Exists(_path) || (path.EndsWith(".json", StringComparison.Ordinal) && Directory.Exists(Path.GetDirectoryName(_path)))
        ? path
        : DevFlowSettingKeys.CredentialsFile;
}
