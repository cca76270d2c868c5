namespace DevFlow.QdrantEmulator;

/// <summary>A change cannot be written, and was not made.</summary>
internal sealed class StorageException(string message, Exception cause) : Exception(message, cause)
{
    // ENOSPC, EDQUOT of Linux and of macOS; ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows.
    private static readonly int[] _full = [28, 122, 69, unchecked((int)0x80070027), unchecked((int)0x80070070)];

    public bool IsDiskFull { get; } = cause is ArgumentOutOfRangeException || _full.Contains(cause.HResult);

    /// <summary>Whether a file operation failed. A file that may not grow any more is an argument out of range to .NET.</summary>
    public static bool IsCause(Exception fault) => fault is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException;

    public static StorageException For(string path, Exception cause) => new($"{path} cannot be written: {cause.Message}", cause);
}
