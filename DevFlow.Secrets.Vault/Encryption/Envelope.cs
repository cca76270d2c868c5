using System.Security.Cryptography;
using System.Text;

namespace DevFlow.Secrets.Vault;

/// <summary>Seals values and opens them; see <see cref="EnvelopeFormat"/>.</summary>
/// <param name="keys">Gives the key-encryption keys as they are now.</param>
public sealed class Envelope(Func<KeyRing> keys)
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Seals a value under a data key of its own.</summary>
    /// <param name="binding">What it is bound to.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">The value is no text or too long (<see cref="VaultNames.MaxValueBytes"/>), or the key store does not answer.</exception>
    public async ValueTask<SealedSecret> SealAsync(SecretBinding binding, SecretValue value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(binding);
        ArgumentNullException.ThrowIfNull(value);
        var plain = BytesOf(value);
        var dataKey = RandomNumberGenerator.GetBytes(EnvelopeFormat.KeyLength);
        try
        {
            // In the order of time, which keeps the index of its table together.
            var id = Guid.CreateVersion7();
            var wrapping = keys().Current;
            var wrapped = await wrapping.WrapAsync(dataKey, binding.OfKey(id, wrapping.Id), cancellationToken);
            using var cipher = new AesGcm(dataKey, EnvelopeFormat.TagLength);
            return new(new(id, wrapping.Id, wrapped), AuthenticatedCipher.Encrypt(cipher, plain, binding.OfValue(id)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Opens what was sealed.</summary>
    /// <param name="binding">What it has to be bound to.</param>
    /// <param name="secret">The two stored parts.</param>
    /// <param name="readAt">When it was read, for the value.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="VaultException">It does not decrypt (<see cref="VaultError.Tampered"/>), or the key store does not answer.</exception>
    public async ValueTask<SecretValue> OpenAsync(SecretBinding binding, SealedSecret secret, DateTimeOffset readAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(binding);
        ArgumentNullException.ThrowIfNull(secret);
        var (id, keyId, wrapped) = secret.Key;
        var dataKey = await keys().Find(keyId).UnwrapAsync(wrapped, binding.OfKey(id, keyId), cancellationToken);
        try
        {
            if (dataKey.Length != EnvelopeFormat.KeyLength)
                throw EnvelopeFormat.Refused();
            using var cipher = new AesGcm(dataKey, EnvelopeFormat.TagLength);
            var plain = AuthenticatedCipher.Decrypt(cipher, secret.Content, binding.OfValue(id));
            var value = new SecretValue(_utf8.GetString(plain), SecretSourceNames.Vault, readAt, reference: null, binding.Version);
            CryptographicOperations.ZeroMemory(plain);
            return value;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    private static byte[] BytesOf(SecretValue value)
    {
        byte[] plain;
        try
        {
            plain = _utf8.GetBytes(value.Reveal());
        }
        catch (EncoderFallbackException)
        {
            // What it quotes is a part of the value: it goes no further.
            throw new VaultException(VaultError.Invalid, "The value is no valid text: it holds half of a surrogate pair.");
        }

        return plain.Length <= VaultNames.MaxValueBytes
            ? plain
            : throw new VaultException(VaultError.Invalid, $"The value has {plain.Length:N0} bytes; at most {VaultNames.MaxValueBytes:N0} (1 MiB) are stored.");
    }
}
