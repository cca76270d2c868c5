namespace DevFlow.QdrantEmulator;

/// <summary>A change cannot be written, and was not made.</summary>
internal sealed class StorageException(string message, Exception cause) : Exception(message, cause)
{
    // ENOSPC, EFBIG and EDQUOT of Linux, EDQUOT of macOS; ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL of Windows.
    private static readonly int[] _full = [28, 27, 122, 69, unchecked((int)0x80070027), unchecked((int)0x80070070)];

    public bool IsDiskFull { get; } = _full.Contains(cause.HResult);

    public static bool IsCause(Exception fault) => fault is IOException or UnauthorizedAccessException;

    public static StorageException For(string path, Exception cause) => new($"{path} cannot be written: {cause.Message}", cause);
}
