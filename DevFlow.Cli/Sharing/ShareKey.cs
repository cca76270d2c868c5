using System.Buffers.Text;
using System.Security.Cryptography;

namespace DevFlow.Cli.Sharing;

/// <summary>What stands behind the # of a link. No record: what is printed by mistake is the name of the type.</summary>
internal sealed class ShareKey
{
    private ShareKey(byte kind, byte[] key) => (Kind, Bytes) = (kind, key);

    public byte Kind { get; }

    public byte[] Bytes { get; }

    public bool HasPassphrase => Kind == ShareFormat.WithPassphrase;

    public static ShareKey Create(bool hasPassphrase) =>
        new(hasPassphrase ? ShareFormat.WithPassphrase : ShareFormat.WithoutPassphrase, RandomNumberGenerator.GetBytes(ShareFormat.KeyBytes));

    /// <returns>Null when a part is missing, or it is of a version that is not known here.</returns>
    public static ShareKey? Read(string fragment)
    {
        if (!Base64Url.IsValid(fragment, out var length) || length != 1 + ShareFormat.KeyBytes)
            return null;
        var bytes = Base64Url.DecodeFromChars(fragment);
        return bytes[0] is ShareFormat.WithoutPassphrase or ShareFormat.WithPassphrase ? new(bytes[0], bytes[1..]) : null;
    }

    public string Fragment => Base64Url.EncodeToString([Kind, .. Bytes]);
}
