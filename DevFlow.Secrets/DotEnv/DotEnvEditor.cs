using System.Text;

namespace DevFlow.Secrets;

/// <summary>
/// Changes a .env file and leaves the rest of it (comments, blank lines, order, spacing, <c>export</c>, line ends) as it is, byte for byte.
/// </summary>
public static class DotEnvEditor
{
    /// <summary>
    /// Sets a key. Of several assignments the last one, which is the one that holds, gets the new value and keeps its comment; an old
    /// value of several lines is replaced whole. A key that is not set is added at the end; <c># KEY=</c> is a comment and stays one.
    /// Quotes are written only where they are needed, and the value always on one line.
    /// </summary>
    /// <param name="text">The file's text; empty for a new file.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The value, as reading shall give it back; empty sets the key to nothing.</param>
    /// <returns>The new text. Reading it gives the key that value, and every other key what it had.</returns>
    /// <exception cref="ArgumentException">
    /// The key is none, the value holds a NUL or half a surrogate pair or is larger than <see cref="DotEnvParser.MaxValueBytes"/>, or the
    /// text would be larger than <see cref="DotEnvParser.MaxFileBytes"/>.
    /// </exception>
    /// <exception cref="InvalidOperationException">Unclosed quotes in the text leave no safe way to write the value.</exception>
    public static string Set(string text, string key, string value)
    {
        ArgumentNullException.ThrowIfNull(text);
        CheckKey(key);
        CheckValue(value);

        var before = new DotEnvText(text);
        var index = before.FindLast(key);
        foreach (var written in DotEnvQuoting.WaysToWrite(value))
        {
            var edited = index < 0 ? before.Append($"{key}={written}") : before.ReplaceValue(index, written);
            var after = new DotEnvText(edited);
            if (after.Bytes > DotEnvParser.MaxFileBytes)
            {
                throw new ArgumentException("The file would be larger than 1 MiB, which is refused when it is read.", nameof(text));
            }

            if (IsOnlyChangeAt(before, after, index < 0 ? before.Count : index) && after.Gives(key, value))
            {
                return edited;
            }
        }

        throw Unwritable(key);
    }

    /// <summary>
    /// Takes a key out: every line that assigns it, with its comment, so that no earlier assignment comes to light. A comment line of
    /// its own stays.
    /// </summary>
    /// <param name="text">The file's text.</param>
    /// <param name="key">The key; one that is not set leaves the text as it is.</param>
    /// <exception cref="ArgumentException">The key is none.</exception>
    /// <exception cref="InvalidOperationException">Unclosed quotes in the text would make other lines read differently.</exception>
    public static string Unset(string text, string key)
    {
        ArgumentNullException.ThrowIfNull(text);
        CheckKey(key);

        var before = new DotEnvText(text);
        for (var index = before.FindLast(key); index >= 0; index = before.FindLast(key))
        {
            var after = new DotEnvText(text = before.Remove(index));
            if (!IsOnlyRemoval(before, after, index))
            {
                throw Unwritable(key);
            }

            before = after;
        }

        return text;
    }

    /// <summary>
    /// Writes a file so that a reader sees the old content or the new one, never a part: into a new file of the same folder, readable by
    /// its owner alone (mode 600) from the first moment, forced to disk, then renamed over the old one. If the path is a symbolic link, its
    /// target is written. On Linux the owner stays who it was, where root writes. UTF-8; a byte order mark is written only if the text begins with one.
    /// </summary>
    /// <param name="path">The file; it need not exist, its folder must.</param>
    /// <param name="text">The whole content.</param>
    /// <param name="cancellationToken">Cancels until the rename. The old file is then, as after any failure, what it was.</param>
    /// <exception cref="ArgumentException">The text has half a surrogate pair, which UTF-8 cannot hold.</exception>
    /// <exception cref="IOException">The folder is missing, the disk is full, or a directory, a device or a pipe is in the way.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static Task WriteAtomicallyAsync(string path, string text, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(text);
        if (!IsWellFormed(text))
        {
            throw new ArgumentException("The text has half a surrogate pair, which UTF-8 cannot hold.", nameof(text));
        }

        return DotEnvAtomicWrite.WriteAsync(path, Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    private static bool IsOnlyChangeAt(DotEnvText before, DotEnvText after, int changed)
    {
        if (after.Count != Math.Max(before.Count, changed + 1))
        {
            return false;
        }

        for (var i = 0; i < before.Count; i++)
        {
            if (i != changed && !before.IsSame(i, after, i))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOnlyRemoval(DotEnvText before, DotEnvText after, int removed)
    {
        if (after.Count != before.Count - 1)
        {
            return false;
        }

        for (var i = 0; i < after.Count; i++)
        {
            if (!before.IsSame(i < removed ? i : i + 1, after, i))
            {
                return false;
            }
        }

        return true;
    }

    private static void CheckKey(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var utf8 = Encoding.UTF8.GetBytes(key);
        if (DotEnvSyntax.KeyLength(utf8) != utf8.Length)
        {
            throw new ArgumentException("A key is letters, digits, _, . and -, and begins with a letter or _.", nameof(key));
        }
    }

    private static void CheckValue(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Contains('\0') || !IsWellFormed(value))
        {
            throw new ArgumentException("A .env file cannot hold a NUL or half a surrogate pair.", nameof(value));
        }

        if (Encoding.UTF8.GetByteCount(value) > DotEnvParser.MaxValueBytes)
        {
            throw new ArgumentException("The value is larger than 64 KiB, which is refused when it is read.", nameof(value));
        }
    }

    private static bool IsWellFormed(string text)
    {
        var rest = text.AsSpan();
        while (!rest.IsEmpty && Rune.DecodeFromUtf16(rest, out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            rest = rest[length..];
        }

        return rest.IsEmpty;
    }

    private static InvalidOperationException Unwritable(string key) =>
        new($"Changing {key} would change how other lines of the file are read; first close the quotes that are never closed.");
}
