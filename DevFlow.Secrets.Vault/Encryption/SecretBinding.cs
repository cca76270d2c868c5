using System.Buffers.Binary;
using System.Text;

namespace DevFlow.Secrets.Vault;

/// <summary>What a sealed value is bound to: opened as anything else, it does not decrypt.</summary>
/// <param name="Tier">The tier.</param>
/// <param name="Owner"><c>user:&lt;id&gt;</c> or <c>project:&lt;id&gt;</c>; of the system's, which lie elsewhere, <c>rotation:&lt;id&gt;</c> for those on their way.</param>
/// <param name="Name">The secret's name; of a project, <c>&lt;environment&gt;/&lt;key&gt;</c>.</param>
/// <param name="Version">The version, from 1.</param>
public sealed record SecretBinding(SecretTier Tier, string Owner, string Name, int Version)
{
    // Texts are preceded by their length: no two bindings give the same bytes.
    internal static byte[] Bytes(string purpose, params ReadOnlySpan<string> texts)
    {
        var length = sizeof(int) + Encoding.UTF8.GetByteCount(purpose);
        foreach (var text in texts)
            length += sizeof(int) + Encoding.UTF8.GetByteCount(text);

        var bytes = new byte[length];
        var rest = Write(bytes, purpose);
        foreach (var text in texts)
            rest = Write(rest, text);
        return bytes;
    }

    internal byte[] OfValue(Guid dataKey) =>
        Bytes("devflow value v1", NameOf(Tier), Owner, Name, $"{Version}", $"{dataKey:D}");

    internal byte[] OfKey(Guid dataKey, string keyId) =>
        OfKey(Tier, Owner, dataKey, keyId);

    internal static byte[] OfKey(SecretTier tier, string owner, Guid dataKey, string keyId) =>
        Bytes("devflow data key v1", NameOf(tier), owner, $"{dataKey:D}", keyId);

    private static string NameOf(SecretTier tier) => tier switch
    {
        SecretTier.User => "user",
        SecretTier.Project => "project",
        SecretTier.System => "system",
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, "There is no such tier."),
    };

    private static Span<byte> Write(Span<byte> bytes, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, bytes[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        return bytes[(sizeof(int) + length)..];
    }
}
