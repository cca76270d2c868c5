using System.Security.Cryptography;

namespace DevFlow.Secrets.Vault.Tests.Support;

/// <summary>Key-encryption keys and values for tests.</summary>
internal static class Keys
{
    /// <summary>The same key for the same number.</summary>
    public static LocalKeyEncryptionKey Local(int number) =>
        LocalKeyEncryptionKey.Parse(Value(Convert.ToBase64String(SHA256.HashData(BitConverter.GetBytes(number)))));

    public static SecretValue Value(string text) => new(text, SecretSourceNames.DotEnv, DateTimeOffset.UnixEpoch);

    public static Envelope Envelope(params IKeyEncryptionKey[] keys)
    {
        var ring = new KeyRing(keys[0], keys[1..]);
        return new Envelope(() => ring);
    }
}
