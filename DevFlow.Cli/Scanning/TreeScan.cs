using System.Text;
using System.Text.Unicode;
using Microsoft.Win32.SafeHandles;

namespace DevFlow.Cli.Scanning;

/// <summary>Looks through files as they are on the disk.</summary>
/// <param name="top">The folder that paths start from.</param>
/// <param name="scanner">Looks through one.</param>
/// <param name="report">Takes what is found.</param>
internal sealed class TreeScan(string top, ContentScanner scanner, ScanReport report)
{
    private readonly List<ContentMatch> _matches = [];

    /// <summary>The files of a folder that git tracks or would take in, each once.</summary>
    public async Task<List<byte[]>> ListAsync(string folder, string path, CancellationToken cancellationToken)
    {
        await using var git = GitChild.Start(
            folder, "ls-files", "--cached", "--others", "--exclude-standard", "--full-name", "-z", "--", path);
        git.Input.Close();
        var paths = new List<byte[]>();
        var reader = new NulReader(git.Output);
        while (await reader.ReadAsync(cancellationToken) is { } record)
        {
            // What is being merged is listed once for each side.
            if (paths is not [.., var last] || !record.Span.SequenceEqual(last))
                paths.Add(record.ToArray());
        }

        if (await git.EndAsync(cancellationToken) is { Length: > 0 } complaint)
            report.AddGap(new(path, complaint, IsFault: true));
        return paths;
    }

    /// <summary>All files of a folder that is in no repository.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="home">The files in which secrets belong; in a repository git says whether they stay out of it.</param>
    public IEnumerable<byte[]> List(string folder, IReadOnlySet<string> home)
    {
        var pending = new Stack<string>([folder]);
        while (pending.TryPop(out var next))
        {
            FileSystemInfo[] entries;
            try
            {
                entries = [.. new DirectoryInfo(next).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal)];
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                report.AddGap(new(Path.GetRelativePath(top, next), Words(fault), IsFault: true));
                continue;
            }

            foreach (var entry in entries)
            {
                // Its own full name is empty where it is too long.
                var full = Path.Join(next, entry.Name);
                if (entry is DirectoryInfo { LinkTarget: null })
                {
                    if (entry.Name != ".git")
                        pending.Push(full);
                    continue;
                }

                if (!home.Contains(full))
                    yield return Encoding.UTF8.GetBytes(Path.GetRelativePath(top, full).Replace('\\', '/'));
            }
        }
    }

    public async Task ScanAsync(byte[] path, CancellationToken cancellationToken)
    {
        if (report.Ignore.IsPathIgnored(path))
            return;
        var masked = report.Paths.Of(path);
        var shown = PathText.Of(masked);
        _matches.Clear();
        await scanner.ScanNameAsync(path, masked, _matches, cancellationToken);
        report.AddName(_matches, shown, commit: null);
        try
        {
            _matches.Clear();
            if (!Utf8.IsValid(path))
            {
                if (OperatingSystem.IsWindows())
                    throw new IOException("its name is no text");
                using var file = PosixFile.Open([.. Encoding.UTF8.GetBytes(top), (byte)'/', .. path]);
                await ReadAsync(file, path, cancellationToken);
            }
            else if (!await ReadAsync(new FileInfo(Path.Combine(top, Encoding.UTF8.GetString(path))), path, cancellationToken))
            {
                return;
            }

            report.Add(_matches, shown, commit: null);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            // Deleted, and not yet so in the index; or since it was listed.
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            report.AddGap(new(shown, Words(fault), IsFault: true));
        }
    }

    private async Task<bool> ReadAsync(FileInfo file, byte[] path, CancellationToken cancellationToken)
    {
        if (file.LinkTarget is { } target)
        {
            // What git keeps of a link is where it leads to. That is scanned at its own place, if it belongs to the tree.
            await ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(target)), path, cancellationToken);
            return true;
        }

        if (File.GetAttributes(file.FullName).HasFlag(FileAttributes.Directory))
        {
            report.AddGap(new(PathText.Of(report.Paths.Of(path)).TrimEnd('/'), "it is a repository of its own; 'devflow scan' it by itself", IsFault: false));
            return false;
        }

        // What has no length is empty, or a pipe, which would be waited for.
        if (file.Length == 0)
            return false;
        using var handle = File.OpenHandle(file.FullName, share: FileShare.ReadWrite | FileShare.Delete);
        await ReadAsync(handle, path, cancellationToken);
        return true;
    }

    private async Task ReadAsync(SafeFileHandle file, byte[] path, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileAccess.Read, bufferSize: 0);
        await ReadAsync(stream, path, cancellationToken);
    }

    private Task ReadAsync(Stream stream, byte[] path, CancellationToken cancellationToken) =>
        scanner.ScanAsync(stream.ReadAsync, report.Paths.Of(path), _matches, cancellationToken);

    private static string Words(Exception fault) =>
        fault is UnauthorizedAccessException ? "there is no permission to read it" : $"it cannot be read ({fault.GetType().Name})";
}
