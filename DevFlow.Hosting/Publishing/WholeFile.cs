namespace DevFlow.Hosting.Publishing;

/// <summary>A file that is there whole or not at all, also when the write is broken off.</summary>
internal static class WholeFile
{
    /// <exception cref="DistributedApplicationException">It cannot be written.</exception>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var fresh = $"{path}.{System.Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(fresh, content, cancellationToken);
            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"{path} cannot be written: {fault.Message.TrimEnd('.')}. Choose another --output-path, or make that one writable.", fault);
        }
        finally
        {
            if (File.Exists(fresh))
                File.Delete(fresh);
        }
    }
}
