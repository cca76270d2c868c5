using System.Text;

namespace DevFlow.Secrets;

/// <summary>Gives the value that a reference points to: vault, then item, then field or file.</summary>
internal sealed class OnePasswordReader(ConnectClient client, IConnectCache cache)
{
    private static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly OnePasswordItems _items = new(client, cache);
    private readonly OnePasswordPreload _preload = new(client, cache);

    /// <summary>Reads one value.</summary>
    /// <exception cref="ConnectException">There is none; the kind says in which way.</exception>
    public async Task<OnePasswordRead> ReadAsync(SecretReference reference, CancellationToken cancellationToken)
    {
        // A code is good for half a minute: what is kept would be over.
        var located = await _items.FindAsync(reference, refresh: reference.Attribute is "otp", cancellationToken);
        try
        {
            return await ReadAsync(reference, located, cancellationToken);
        }
        catch (ConnectException missing) when (missing.Kind is ConnectErrorKind.NotFound && IsOld(located))
        {
            // Somebody is probably adding just that field: it is not missing for as long as its item is remembered.
            _items.Forget(reference, keepStale: true);
        }

        return await ReadAsync(reference, await _items.FindAsync(reference, refresh: false, cancellationToken), cancellationToken);
    }

    /// <summary>The item that a reference leads to, whatever the field.</summary>
    /// <exception cref="ConnectException">There is none; the kind says in which way.</exception>
    public Task<LocatedItem> FindItemAsync(SecretReference reference, CancellationToken cancellationToken) =>
        _items.FindAsync(reference, refresh: false, cancellationToken);

    private bool IsOld(LocatedItem located) =>
        located is { Hit: true, StaleFor: null, ReadAt: { } at } && client.Options.TimeProvider.GetUtcNow() - at > SecretCachingTimes.RecheckMisses;

    private async Task<OnePasswordRead> ReadAsync(SecretReference reference, LocatedItem located, CancellationToken cancellationToken)
    {
        var (field, file) = OnePasswordChoice.Pick(reference, located.Item);
        if (file is not null && reference.Attribute is null or "content")
            return await ReadContentAsync(reference, located, file!, cancellationToken);
        var value = field is not null ? OnePasswordValues.Of(reference, field) : OnePasswordValues.Of(reference, file!);
        return new OnePasswordRead(value, located.VaultId, located.Item.Id, located.Item.Version, located.Hit, located.StaleFor)
        {
            ReadAt = located.ReadAt,
        };
    }

    /// <summary>Lets the next read of this value ask Connect again.</summary>
    public void Forget(SecretReference reference, bool keepStale) => _items.Forget(reference, keepStale);

    /// <summary>Lets every next read ask Connect again.</summary>
    public void ForgetAll(bool keepStale) => cache.ForgetAll(keepStale);

    /// <summary>
    /// Fills the cache with what the references need: one listing of vaults and one per vault, only where a title needs it, and one read
    /// per item. What fails is left out; it shows when it is read.
    /// </summary>
    public Task PreloadAsync(IEnumerable<SecretReference> references, CancellationToken cancellationToken) =>
        _preload.RunAsync(references, cancellationToken);

    private async Task<OnePasswordRead> ReadContentAsync(
        SecretReference reference, LocatedItem located, ConnectFile file, CancellationToken cancellationToken)
    {
        var content = await cache.GetAsync(
            ConnectCacheKey.File(located.VaultId, located.Item.Id, located.Item.Version, file.Id),
            token => client.GetFileAsync(file, cancellationToken: token), cancellationToken);
        return new OnePasswordRead(
            Text(reference, content.Value), located.VaultId, located.Item.Id, located.Item.Version, content.Hit,
            LocatedItem.Longer(located.StaleFor, content.StaleFor))
        {
            ReadAt = content.ReadAt,
        };
    }

    private static string Text(SecretReference reference, byte[] content)
    {
        try
        {
            return content.Length > 0 ? _strictUtf8.GetString(content) : throw OnePasswordValues.Empty(reference, "file");
        }
        catch (DecoderFallbackException)
        {
            throw new ConnectException(
                ConnectErrorKind.Invalid, $"file '{reference.Field}' of item '{reference.Item}' is not UTF-8 text, and a secret is text",
                "attach it as Base64 text");
        }
    }
}
