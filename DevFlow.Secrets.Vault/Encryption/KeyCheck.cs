namespace DevFlow.Secrets.Vault;

/// <summary>The check value of a key-encryption key, as <see cref="EnvelopeFormat"/> describes it: it opens under that key alone.</summary>
internal static class KeyCheck
{
    private static readonly byte[] _known = new byte[EnvelopeFormat.KeyLength];

    public static ValueTask<byte[]> MakeAsync(IKeyEncryptionKey key, CancellationToken cancellationToken) =>
        key.WrapAsync(_known, OfCheck(key), cancellationToken);

    public static async ValueTask<bool> IsOfAsync(IKeyEncryptionKey key, byte[] check, CancellationToken cancellationToken)
    {
        try
        {
            var opened = await key.UnwrapAsync(check, OfCheck(key), cancellationToken);
            return opened.AsSpan().SequenceEqual(_known);
        }
        catch (VaultException fault) when (fault.Error is VaultError.Tampered)
        {
            return false;
        }
    }

    private static byte[] OfCheck(IKeyEncryptionKey key) => SecretBinding.Bytes("devflow key check v1", key.Id);
}
