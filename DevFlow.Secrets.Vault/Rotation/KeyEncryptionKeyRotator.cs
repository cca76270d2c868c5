namespace DevFlow.Secrets.Vault;

/// <summary>
/// Replaces <c>SECRET_ENCRYPTION_KEY</c>. Before the new key takes its place, both stand in <c>SECRET_ENCRYPTION_KEY_PREVIOUS</c>, in the same store, so that no engine that reads it meets
/// a key that it does not have, whatever moment it is started in. The old key goes when nothing is wrapped by it any more.
/// </summary>
/// <param name="database">Whose data keys are wrapped.</param>
/// <param name="workspace">Where the keys lie.</param>
/// <param name="ring">The keys that this engine has taken up.</param>
/// <param name="record">Puts on record what is written, before it is.</param>
/// <param name="time">The clock.</param>
public sealed class KeyEncryptionKeyRotator(
    VaultDatabase database, SecretsWorkspace workspace, Func<KeyRing> ring, Func<SecretAccess, CancellationToken, ValueTask> record, TimeProvider time) : IRotator
{
    private static readonly TimeSpan _overlap = TimeSpan.FromDays(7);
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _longestWait = TimeSpan.FromSeconds(15);

    private readonly PreviousKeys _previous = new(database, workspace, record);

    /// <inheritdoc/>
    public string Name => "key-encryption-key";

    /// <summary>How long other engines have to take up what this one has taken up: they look at <c>.env</c> once a second, and hear of 1Password at once. Default 2 seconds.</summary>
    internal TimeSpan Spread { get; init; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public bool IsDefaultFor(CatalogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Key == KnownKeys.EncryptionKey;
    }

    /// <summary>Seven days: the old key proves the audit's files until then.</summary>
    /// <param name="entry">The secret.</param>
    public TimeSpan OverlapOf(CatalogEntry entry) => _overlap;

    /// <inheritdoc/>
    public async Task ProveAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rotation);
        using var current = LocalKeyEncryptionKey.Parse(rotation.Current, rotation.Entry.Key);
        if (ring().Current.Id != current.Id)
            throw new RotationException($"the vault is wrapped by {ring().Current.Id}, and not by {rotation.Entry.Key}; with a key in an HSM there is nothing to replace here");
        await _previous.ProveUnsetAsync(rotation.Entry, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<SecretValue> CreateAsync(RotationContext rotation, CancellationToken cancellationToken) =>
        Task.FromResult(new SecretValue(RandomSecret.Base64(), SecretSourceNames.Vault, DateTimeOffset.UnixEpoch));

    /// <summary>Lets every engine have the new key beside the one in force.</summary>
    /// <param name="rotation">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task SetAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rotation);
        return _previous.WriteAsync(rotation.Entry, [rotation.Current, rotation.GetCandidate()], cancellationToken);
    }

    /// <summary>Waits until this engine has the new key, and wraps and unwraps with it.</summary>
    /// <param name="rotation">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task TestAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rotation);
        using var fresh = LocalKeyEncryptionKey.Parse(rotation.GetCandidate(), rotation.Entry.Key);
        await TakenUpAsync(keys => keys.All.Any(key => key.Id == fresh.Id), rotation.Entry, cancellationToken);
        var key = ring().Find(fresh.Id);
        var check = await KeyCheck.MakeAsync(key, cancellationToken);
        if (!await KeyCheck.IsOfAsync(fresh, check, cancellationToken))
            throw new RotationException($"the key {fresh.Id} does not open what it wrapped");
        await Task.Delay(Spread, time, cancellationToken);
    }

    /// <summary>Wraps everything anew that the key of before still wraps, and takes that key away when nothing is left. Where data keys do not open it throws, and the key stays.</summary>
    /// <param name="rotation">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RetireAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rotation);
        await LeaveAsync(rotation.Entry, from: rotation.Current, to: rotation.GetCandidate(), cancellationToken);
    }

    /// <summary>As <see cref="RetireAsync"/>, the other way round. The new key may have wrapped since it was in force.</summary>
    /// <param name="rotation">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RollBackAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rotation);
        if (rotation.Candidate is not { } candidate)
            return;
        await _previous.WriteAsync(rotation.Entry, [rotation.Current, candidate], cancellationToken);
        await LeaveAsync(rotation.Entry, from: candidate, to: rotation.Current, cancellationToken);
    }

    private async Task LeaveAsync(CatalogEntry entry, SecretValue from, SecretValue to, CancellationToken cancellationToken)
    {
        using var old = LocalKeyEncryptionKey.Parse(from, entry.Key);
        using var current = LocalKeyEncryptionKey.Parse(to, entry.Key);
        await TakenUpAsync(keys => keys.Current.Id == current.Id, entry, cancellationToken);
        var both = new KeyRing(current, old);
        await new KeyRegistry(database).AdmitAsync(both, cancellationToken);
        var result = await new KeyRewrap(database, () => both, time).RunAsync(progress: null, cancellationToken);
        if (result.Refused.Count > 0)
            throw new RotationException($"{result.Refused.Count} data keys do not open with the key {old.Id}, which stays until they do: restore their rows from a backup, or write those secrets again (the engine's log names them)");
        await _previous.RemoveAsync(entry, cancellationToken);
    }

    private async Task TakenUpAsync(Func<KeyRing, bool> isTaken, CatalogEntry entry, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (!isTaken(ring()))
        {
            if (time.GetElapsedTime(began) > _longestWait)
                throw new RotationException($"this engine has not taken up what {entry.Key} and {entry.Key}{PreviousKeys.Suffix} are now; /health says why");
            await Task.Delay(_look, time, cancellationToken);
        }
    }
}
