namespace DevFlow.Secrets;

/// <summary>Replaces a file by a rename; the promise is in <see cref="DotEnvEditor.WriteAtomicallyAsync"/>.</summary>
internal static class DotEnvAtomicWrite
{
    public static Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        TryWriteAsync(path, content, mayReplace: null, cancellationToken);

    /// <param name="path">The file.</param>
    /// <param name="content">Its new content.</param>
    /// <param name="mayReplace">Is asked at the last moment; when it says no, the file stays what it is. Null for yes.</param>
    /// <param name="cancellationToken">Cancels until the rename.</param>
    /// <returns>Whether the file was replaced.</returns>
    public static async Task<bool> TryWriteAsync(
        string path, ReadOnlyMemory<byte> content, Func<CancellationToken, ValueTask<bool>>? mayReplace, CancellationToken cancellationToken)
    {
        // Renaming over a link would replace the link. Its target's folder is also the only one where the rename is sure to be atomic.
        var link = new FileInfo(path);
        var target = link.LinkTarget is null ? link.FullName : link.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        var status = OperatingSystem.IsLinux() ? PosixFileStatus.Of(target) : null;
        if (OperatingSystem.IsLinux() && status is { IsRegular: false } && !Directory.Exists(target))
            throw new IOException("it is a device or a pipe, which a file would take the place of");
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            Options = FileOptions.Asynchronous,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            await using (var stream = new FileStream(temporary, options))
            {
                if (OperatingSystem.IsLinux())
                    status?.GiveOwner(stream.SafeFileHandle);
                await stream.WriteAsync(content, cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            if (mayReplace is not null && !await mayReplace(cancellationToken))
            {
                File.Delete(temporary);
                return false;
            }

            cancellationToken.ThrowIfCancellationRequested();
            File.Move(temporary, target, overwrite: true);
            return true;
        }
        catch
        {
            // It holds secrets. When nothing was made, there is nothing to delete and no error.
            File.Delete(temporary);
            throw;
        }
    }
}
