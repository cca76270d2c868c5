using System.Text.Json;

namespace DevFlow.Secrets.Vault.Tests.Vectors;

/// <summary>What envelope-v1.json holds: made once by another implementation (envelope-v1.mjs), and never changed.</summary>
internal sealed record EnvelopeVectors(string EncryptionKey, string KeyId, string Check, IReadOnlyList<SecretVector> Secrets)
{
    public static EnvelopeVectors Read()
    {
        using var file = typeof(EnvelopeVectors).Assembly.GetManifestResourceStream("envelope-v1.json")!;
        return JsonSerializer.Deserialize<EnvelopeVectors>(file, JsonSerializerOptions.Web)!;
    }
}
