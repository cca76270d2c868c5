using System.Security.Cryptography;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// A key-encryption key that never leaves its hardware security module: AES-256-GCM by PKCS#11 (CKM_AES_GCM), the same box as <see cref="EnvelopeFormat"/>
/// describes. A token that was away is opened again with the next call.
/// </summary>
public sealed class Pkcs11KeyEncryptionKey : IKeyEncryptionKey, IDisposable
{
    // Calls into a module block; so many at once keep a token busy and leave the pool of threads to others.
    private const int AtOnce = 4;

    private readonly Pkcs11Options _options;
    private readonly SemaphoreSlim _turns = new(AtOnce);
    private readonly Lock _opening = new();
    private Pkcs11Connection? _connection;
    private VaultException? _pinRefused;

    private Pkcs11KeyEncryptionKey(Pkcs11Options options, Pkcs11Connection connection)
    {
        _options = options;
        _connection = connection;
        Id = connection.Id;
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <summary>Logs in to a token and finds the key in it.</summary>
    /// <param name="options">Which.</param>
    /// <param name="cancellationToken">Gives up, before it begins.</param>
    /// <exception cref="VaultException">
    /// Library, token or key are not there or not as they have to be (<see cref="VaultError.Unavailable"/>), or the PIN is refused
    /// (<see cref="VaultError.Forbidden"/>): it must not be tried again, or the token locks it.
    /// </exception>
    public static Task<Pkcs11KeyEncryptionKey> OpenAsync(Pkcs11Options options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Task.Run(() => new Pkcs11KeyEncryptionKey(options, Open(options)), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> dataKey, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken)
    {
        var plain = dataKey.ToArray();
        var nonce = RandomNumberGenerator.GetBytes(EnvelopeFormat.NonceLength);
        try
        {
            var body = await RunAsync((session, key) => Pkcs11Gcm.Encrypt(session, key, plain, nonce, associatedData.Span), cancellationToken);
            return [EnvelopeFormat.Version, .. nonce, .. body];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> UnwrapAsync(ReadOnlyMemory<byte> wrapped, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken)
    {
        if (wrapped.Length < EnvelopeFormat.Overhead || wrapped.Span[0] != EnvelopeFormat.Version)
            throw EnvelopeFormat.Refused();
        var nonce = wrapped.Slice(1, EnvelopeFormat.NonceLength).ToArray();
        var body = wrapped[(1 + EnvelopeFormat.NonceLength)..].ToArray();
        return await RunAsync((session, key) => Pkcs11Gcm.TryDecrypt(session, key, body, nonce, associatedData.Span), cancellationToken) ?? throw EnvelopeFormat.Refused();
    }

    /// <summary>Lets go of the sessions. The library stays in the process.</summary>
    public void Dispose()
    {
        lock (_opening)
        {
            _connection?.Dispose();
            _connection = null;
        }

        _turns.Dispose();
    }

    private static Pkcs11Connection Open(Pkcs11Options options)
    {
        try
        {
            return Pkcs11Connection.Open(options);
        }
        catch (Pkcs11Exception fault)
        {
            var told = Pkcs11Faults.Of(fault, options);
            throw Pkcs11Faults.RefusesPin(fault.RV) ? new VaultException(VaultError.Forbidden, told.Message, fault) : told;
        }
    }

    private async Task<T> RunAsync<T>(Func<ISession, IObjectHandle, T> work, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Run(work), cancellationToken);
        }
        finally
        {
            _turns.Release();
        }
    }

    private T Run<T>(Func<ISession, IObjectHandle, T> work)
    {
        var connection = Connection(lost: null);
        try
        {
            return connection.With(session => work(session, connection.Key));
        }
        catch (Pkcs11Exception)
        {
            // Sessions end when a token is taken out, or its server is started again: once more with new ones.
            var fresh = Connection(lost: connection);
            try
            {
                return fresh.With(session => work(session, fresh.Key));
            }
            catch (Pkcs11Exception fault)
            {
                throw Pkcs11Faults.Of(fault, _options);
            }
        }
    }

    private Pkcs11Connection Connection(Pkcs11Connection? lost)
    {
        lock (_opening)
        {
            if (_pinRefused is { } refused)
                throw refused;
            if (_connection is { } known && known != lost)
                return known;
            _connection?.Dispose();
            _connection = null;
            try
            {
                var fresh = Open(_options with { CreateKey = false });
                if (fresh.Id == Id)
                    return _connection = fresh;
                fresh.Dispose();
                throw new VaultException(VaultError.Unavailable, $"The token '{_options.Token}' has another key '{_options.Key}' than before: {fresh.Id}, not {Id}.");
            }
            catch (VaultException fault) when (fault.Error is VaultError.Forbidden)
            {
                throw _pinRefused = new VaultException(VaultError.Unavailable, fault.Message, fault);
            }
        }
    }
}
