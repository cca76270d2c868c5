using System.Security.Cryptography;
using System.Text;

namespace DevFlow.QdrantEmulator;

/// <summary>The key that is asked for. Only its hash is kept, and compared in a time that says nothing of the key.</summary>
internal sealed class ApiKey
{
    private readonly byte[] _hash;

    private ApiKey(string key) => _hash = Hash(key);

    /// <summary>An empty key is none, as in Qdrant.</summary>
    public static ApiKey? From(string? key) => string.IsNullOrEmpty(key) ? null : new ApiKey(key);

    public bool Is(string shown) => CryptographicOperations.FixedTimeEquals(_hash, Hash(shown));

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
