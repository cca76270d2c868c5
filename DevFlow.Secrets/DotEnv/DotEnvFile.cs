namespace DevFlow.Secrets;

/// <summary>Reads a .env file from disk.</summary>
public static class DotEnvFile
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute |
        UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>
    /// Reads a file. One that is missing is a document that does not exist; one that cannot be read (no permission, a directory, larger
    /// than <see cref="DotEnvParser.MaxFileBytes"/>) is a document with an error; neither is an exception. A symbolic link is followed.
    /// A named pipe is read to its end, which waits for its writer.
    /// </summary>
    /// <param name="fullPath">The file.</param>
    /// <param name="shownPath">How entries and diagnostics shall show it.</param>
    /// <param name="lookup">As for <see cref="DotEnvParser.Parse"/>.</param>
    /// <param name="inContainer">
    /// True leaves out the warning about a mode that lets others in (mode &amp; 0o077): in a container there are none, and mounted files
    /// have the modes that the runtime gives them. Default false. There is no such warning on Windows.
    /// </param>
    public static DotEnvDocument Load(
        string fullPath, string shownPath, Func<string, string?>? lookup = null, bool inContainer = false)
    {
        ArgumentNullException.ThrowIfNull(fullPath);
        ArgumentNullException.ThrowIfNull(shownPath);
        if (Directory.Exists(fullPath))
        {
            return DotEnvDocument.Refused(shownPath, DotEnvCodes.IsDirectory,
                "a directory stands where the file belongs (a container runtime makes one when it mounts a missing file); remove it");
        }

        return Read(
            () => new FileStream(fullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0),
            shownPath, lookup, inContainer);
    }

    /// <summary>As <see cref="Load"/>, of a file that the caller opens; what that throws becomes the document's error.</summary>
    internal static DotEnvDocument Read(Func<FileStream> open, string shownPath, Func<string, string?>? lookup, bool inContainer)
    {
        try
        {
            using var stream = open();
            if (!TryRead(stream, out var content))
            {
                return DotEnvParser.TooLarge(shownPath);
            }

            var document = DotEnvParser.Parse(content, shownPath, lookup);
            return inContainer || OperatingSystem.IsWindows() ? document : CheckMode(stream, document);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return DotEnvDocument.Missing(shownPath);
        }
        catch (UnauthorizedAccessException)
        {
            return DotEnvDocument.Refused(shownPath, DotEnvCodes.Unreadable,
                "there is no permission to read the file; give it to the user that DevFlow runs as");
        }
        catch (IOException e)
        {
            return DotEnvDocument.Refused(shownPath, DotEnvCodes.Unreadable, $"the file cannot be read: {e.Message}");
        }
    }

    /// <summary>Reads by what arrives, not by the length that the file claims: pipes have none, and a file may grow meanwhile.</summary>
    private static bool TryRead(FileStream stream, out ReadOnlySpan<byte> content)
    {
        const int smallest = 4096;
        var expected = stream.CanSeek ? stream.Length + 1 : smallest;
        var buffer = new byte[Math.Clamp(expected, smallest, DotEnvParser.MaxFileBytes + 1)];
        var length = 0;
        while (stream.Read(buffer, length, buffer.Length - length) is var read and > 0)
        {
            length += read;
            if (length > DotEnvParser.MaxFileBytes)
            {
                content = default;
                return false;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, DotEnvParser.MaxFileBytes + 1));
            }
        }

        content = buffer.AsSpan(0, length);
        return true;
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static DotEnvDocument CheckMode(FileStream stream, DotEnvDocument document)
    {
        var mode = File.GetUnixFileMode(stream.SafeFileHandle);
        return (mode & Others) == UnixFileMode.None ? document : document.With(new DotEnvDiagnostic(
            FindingSeverity.Warning, DotEnvCodes.ReadableByOthers, document.Path, Line: 1, Column: 1, Key: null,
            $"other users of this machine can get at the file (mode {Convert.ToString((int)mode, 8)}); run: chmod 600 {document.Path}"));
    }
}
