using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace DevFlow.Cli.Scanning;

/// <summary>Opens a file whose name is no UTF-8, which a string cannot say.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class PosixFile
{
    private const int ReadOnly = 0;

    // ENOENT, the same on every system.
    private const int NotThere = 2;

    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafeFileHandle Open(ReadOnlySpan<byte> path)
    {
        var descriptor = Open([.. path, 0], ReadOnly);
        if (descriptor >= 0)
            return new SafeFileHandle(descriptor, ownsHandle: true);
        var error = Marshal.GetLastPInvokeError();
        throw error == NotThere ? new FileNotFoundException() : new IOException(Marshal.GetPInvokeErrorMessage(error));
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    private static partial int Open(byte[] path, int flags);
}
