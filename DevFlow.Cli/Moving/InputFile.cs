using System.Text;

namespace DevFlow.Cli.Moving;

/// <summary>Reads a file, or stdin, that holds secrets.</summary>
internal static class InputFile
{
    private const int MaxBytes = 8 * 1024 * 1024;

    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="path">The file; null for stdin.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UsageException">It is not there, too large, or not to be read.</exception>
    public static async Task<byte[]> ReadAsync(string? path, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = path is null ? Console.OpenStandardInput() : File.OpenRead(path);
            using var content = new MemoryStream();
            var buffer = new byte[64 * 1024];
            while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                content.Write(buffer, 0, read);
                if (content.Length > MaxBytes)
                    throw new UsageException($"{path ?? "stdin"} is larger than 8 MiB", "secrets are small: see whether it is the right file");
            }

            return content.ToArray();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"there is no file {path}", "name one that is there");
        }
        catch (UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: it is a folder, or you may not", "name a file that you may read");
        }
    }

    /// <summary>The text, or null when it is none.</summary>
    public static string? Decode(byte[] content)
    {
        try
        {
            return _strictUtf8.GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
