using System.Collections.Concurrent;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace DevFlow.Secrets.Vault;

/// <summary>A token that is logged in to, and the sessions on it.</summary>
internal sealed class Pkcs11Connection : IDisposable
{
    private readonly ISlot _slot;
    // The login holds as long as one session does.
    private readonly ISession _login;
    private readonly ConcurrentBag<ISession> _idle = [];
    private volatile bool _closed;

    private Pkcs11Connection(ISlot slot, ISession login, IObjectHandle key, string id)
    {
        _slot = slot;
        _login = login;
        Key = key;
        Id = id;
    }

    public IObjectHandle Key { get; }

    /// <summary>The key's id of the vault.</summary>
    public string Id { get; }

    /// <exception cref="VaultException">The token or the key is not there, or the key is not as it has to be.</exception>
    /// <exception cref="Pkcs11Exception">The token refuses.</exception>
    public static Pkcs11Connection Open(Pkcs11Options options)
    {
        var slots = Pkcs11Libraries.Load(options.Library).GetSlotList(SlotsType.WithTokenPresent).Select(slot => (slot, label: LabelOf(slot))).ToList();
        var slot = slots.Where(known => known.label == options.Token).Select(known => known.slot).ToList() switch
        {
            [var one] => one,
            [] => throw new VaultException(VaultError.Unavailable, $"There is no token '{options.Token}' (VAULT_PKCS11_TOKEN); there is {Names(slots.Select(known => known.label))}. Plug it in, or set the label of the right one."),
            _ => throw new VaultException(VaultError.Unavailable, $"There are several tokens '{options.Token}' (VAULT_PKCS11_TOKEN). Give them different labels."),
        };
        var session = slot.OpenSession(options.CreateKey ? SessionType.ReadWrite : SessionType.ReadOnly);
        try
        {
            LogIn(session, options.Pin);
            var (key, id) = Pkcs11Keys.Find(session, options);
            return new(slot, session, key, id);
        }
        catch
        {
            Close(session);
            throw;
        }
    }

    public T With<T>(Func<ISession, T> work)
    {
        if (!_idle.TryTake(out var session))
            session = _slot.OpenSession(SessionType.ReadOnly);
        try
        {
            var result = work(session);
            if (_closed)
                Close(session);
            else
                _idle.Add(session);
            return result;
        }
        catch
        {
            // It may be in the middle of an operation.
            Close(session);
            throw;
        }
    }

    public void Dispose()
    {
        _closed = true;
        while (_idle.TryTake(out var session))
            Close(session);
        Close(_login);
    }

    // A token that is broken, or being taken out, does not stand in the way of another.
    private static string LabelOf(ISlot slot)
    {
        try
        {
            return slot.GetTokenInfo().Label.Trim();
        }
        catch (Pkcs11Exception)
        {
            return "";
        }
    }

    private static void LogIn(ISession session, SecretValue pin)
    {
        try
        {
            session.Login(CKU.CKU_USER, pin.Reveal());
        }
        catch (Pkcs11Exception fault) when (fault.RV is CKR.CKR_USER_ALREADY_LOGGED_IN)
        {
            // All sessions of a process on one token share their login.
        }
    }

    private static void Close(ISession session)
    {
        try
        {
            session.Dispose();
        }
        catch (Pkcs11Exception)
        {
            // With a token that is gone its sessions are gone.
        }
    }

    private static string Names(IEnumerable<string> labels) => string.Join(", ", labels.Where(label => label.Length > 0).Select(label => $"'{label}'")) is { Length: > 0 } names ? names : "none";
}
