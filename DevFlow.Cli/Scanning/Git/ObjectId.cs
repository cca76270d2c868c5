using System.Runtime.InteropServices;

namespace DevFlow.Cli.Scanning;

/// <summary>The name of a git object, SHA-1 or SHA-256. A structure, since a history has millions and each is remembered.</summary>
internal readonly record struct ObjectId
{
    private readonly ulong _a, _b, _c, _d;
    private readonly bool _isLong;

    public ObjectId(ReadOnlySpan<byte> hex)
    {
        if (hex.Length is not (40 or 64))
            throw new FormatException("The name of a git object has 40 or 64 hex digits.");
        Span<byte> bytes = stackalloc byte[32];
        bytes.Clear();
        _ = Convert.FromHexString(hex, bytes, out _, out _);
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        (_a, _b, _c, _d) = (words[0], words[1], words[2], words[3]);
        _isLong = hex.Length == 64;
    }

    /// <summary>Whether it names nothing: what git writes for the side of a difference that is not there.</summary>
    public bool IsZero => (_a | _b | _c | _d) == 0;

    /// <summary>As people write it.</summary>
    public string Short => ToString()[..10];

    // The name is a hash already.
    public override int GetHashCode() => (int)_a;

    public override string ToString()
    {
        Span<ulong> words = [_a, _b, _c, _d];
        return Convert.ToHexStringLower(MemoryMarshal.AsBytes(words)[..(_isLong ? 32 : 20)]);
    }
}
