using System.Buffers;
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
        var box = BoxOf(value);
        // Drawn at once: a draw costs as much as it is to encrypt two KiB.
        var random = RandomNumberGenerator.GetBytes(EnvelopeFormat.KeyLength + EnvelopeFormat.NonceLength);
        var dataKey = random.AsMemory(0, EnvelopeFormat.KeyLength);
        var isSealed = false;
        try
        {
            // In the order of time, which keeps the index of its table together.
            var id = Guid.CreateVersion7();
            var wrapping = keys().Current;
            var wrapped = await wrapping.WrapAsync(dataKey, binding.OfKey(id, wrapping.Id), cancellationToken);
            using var cipher = new AesGcm(dataKey.Span, EnvelopeFormat.TagLength);
            AuthenticatedCipher.EncryptInPlace(cipher, box, random.AsSpan(EnvelopeFormat.KeyLength), binding.OfValue(id));
            isSealed = true;
            return new(new(id, wrapping.Id, wrapped), box);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(random);
            if (!isSealed)
                CryptographicOperations.ZeroMemory(box);
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
            return new SecretValue(Decrypt(cipher, secret.Content, binding.OfValue(id)), SecretSourceNames.Vault, readAt, reference: null, binding.Version);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    private static string Decrypt(AesGcm cipher, byte[] box, byte[] associatedData)
    {
        var length = AuthenticatedCipher.PlainLength(box);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        var plain = rented.AsSpan(0, length);
        try
        {
            AuthenticatedCipher.Decrypt(cipher, box, associatedData, plain);
            return _utf8.GetString(plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static byte[] BoxOf(SecretValue value)
    {
        var text = value.Reveal();
        try
        {
            var length = _utf8.GetByteCount(text);
            if (length > VaultNames.MaxValueBytes)
                throw new VaultException(VaultError.Invalid, $"The value has {length:N0} bytes; at most {VaultNames.MaxValueBytes:N0} (1 MiB) are stored.");
            var box = AuthenticatedCipher.NewBox(length);
            _utf8.GetBytes(text, AuthenticatedCipher.BodyOf(box));
            return box;
        }
        catch (EncoderFallbackException)
        {
            // What it quotes is a part of the value: it goes no further.
            throw new VaultException(VaultError.Invalid, "The value is no valid text: it holds half of a surrogate pair.");
        }
    }
}
