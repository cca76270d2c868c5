using DevFlow.Secrets;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Vault;

/// <summary>The key-encryption keys that the database has admitted, or what stands in their way.</summary>
internal sealed class VaultKeys
{
    private volatile KeyRing? _ring;
    private volatile string? _problem = "The vault's keys are being loaded; try again in a moment.";

    /// <summary>Tells that there are keys, or other ones than before.</summary>
    public event EventHandler? Taken;

    /// <exception cref="VaultException">There are none yet; the message says what to do.</exception>
    public KeyRing Ring => _ring ?? throw new VaultException(VaultError.Unavailable, _problem ?? "");

    /// <summary>Whether secrets can be opened and sealed.</summary>
    public bool AreAtHand => _ring is not null;

    /// <summary>What is wrong with the keys as they are configured now. The vault may still work with those of before.</summary>
    public string? Problem => _problem;

    public void Take(KeyRing ring)
    {
        _ring = ring;
        _problem = null;
        Taken?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Those that there are, are good.</summary>
    public void Approve() => _problem = null;

    public void Refuse(string problem) => _problem = problem;
}
