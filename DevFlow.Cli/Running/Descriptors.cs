using System.Runtime.InteropServices;

namespace DevFlow.Cli.Running;

/// <summary>Standard output and standard error, as whoever started devflow set them.</summary>
internal static class Descriptors
{
    public const int Output = 1;
    public const int Error = 2;

    /// <summary>
    /// Whether nothing of it can be kept or passed on: a person sees a terminal, with the colours, prompts and window of a terminal if it is left alone;
    /// nobody sees /dev/null, or what is closed.
    /// </summary>
    public static bool IsForEyesOnly(int descriptor)
    {
        if (OperatingSystem.IsWindows())
            return !(descriptor == Output ? Console.IsOutputRedirected : Console.IsErrorRedirected);
        return Posix.IsATerminal(descriptor) == 1
            || Marshal.GetLastPInvokeError() == Posix.BadDescriptor
            || new FileInfo($"/dev/fd/{descriptor}").LinkTarget == "/dev/null";
    }
}
