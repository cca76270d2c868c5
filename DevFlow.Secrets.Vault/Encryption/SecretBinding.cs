using System.Buffers.Binary;
using System.Text;

namespace DevFlow.Secrets.Vault;

/// <summary>What a sealed value is bound to: opened as anything else, it does not decrypt.</summary>
/// <param name="Tier">The tier.</param>
/// <param name="Owner"><c>user:&lt;id&gt;</c> or <c>project:&lt;id&gt;</c>.</param>
/// <param name="Name">The secret's name; of a project, <c>&lt;environment&gt;/&lt;key&gt;</c>.</param>
/// <param name="Version">The version, from 1.</param>
public sealed record SecretBinding(SecretTier Tier, string Owner, string Name, int Version)
{
    // Texts are preceded by their length: no two bindings give the same bytes.
    internal static byte[] Bytes(string purpose, params ReadOnlySpan<string> texts)
    {
        using var bytes = new MemoryStream();
        Span<byte> length = stackalloc byte[4];
        foreach (var text in (ReadOnlySpan<string>)[purpose, .. texts])
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            BinaryPrimitives.WriteInt32BigEndian(length, utf8.Length);
            bytes.Write(length);
            bytes.Write(utf8);
        }

        return bytes.ToArray();
    }

    internal byte[] OfValue(Guid dataKey) =>
        Bytes("devflow value v1", $"{Tier}".ToLowerInvariant(), Owner, Name, $"{Version}", $"{dataKey:D}");

    internal byte[] OfKey(Guid dataKey, string keyId) =>
        OfKey(Tier, Owner, dataKey, keyId);

    internal static byte[] OfKey(SecretTier tier, string owner, Guid dataKey, string keyId) =>
        Bytes("devflow data key v1", $"{tier}".ToLowerInvariant(), owner, $"{dataKey:D}", keyId);
}
