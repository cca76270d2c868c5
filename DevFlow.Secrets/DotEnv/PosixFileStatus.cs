using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace DevFlow.Secrets;

/// <summary>What a path of Linux leads to, and whose it is, which .NET does not tell. The layout is that of statx(2), the same on every processor.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
[SupportedOSPlatform("linux")]
internal partial struct PosixFileStatus
{
    private const int CurrentFolder = -100;
    private const uint BasicStatus = 0x7ff;
    private const ushort TypeBits = 0xf000;
    private const ushort Regular = 0x8000;

    [FieldOffset(20)]
    private uint _user;

    [FieldOffset(24)]
    private uint _group;

    [FieldOffset(28)]
    private ushort _mode;

    public readonly bool IsRegular => (_mode & TypeBits) == Regular;

    /// <summary>Null when there is no such file, or the C library cannot tell.</summary>
    public static PosixFileStatus? Of(string path)
    {
        try
        {
            return StatX(CurrentFolder, path, flags: 0, BasicStatus, out var status) == 0 ? status : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Gives a file to the owner of this one. Only root may: for others it stays theirs, as whatever they write is.</summary>
    public readonly void GiveOwner(SafeFileHandle file) => _ = ChangeOwner(file, _user, _group);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatX(int folder, string path, int flags, uint mask, out PosixFileStatus status);

    [LibraryImport("libc", EntryPoint = "fchown")]
    private static partial int ChangeOwner(SafeFileHandle file, uint user, uint group);
}
