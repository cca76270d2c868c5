namespace DevFlow.Secrets.Vault;

/// <summary>
/// Replaces keys that nobody but DevFlow itself, or whoever it is handed to, has to know: random ones. Who checks with them accepts the candidate from
/// <see cref="RotationSteps.Set"/> on, and the value of before until it is retired, by <see cref="AcceptedSecrets"/>.
/// </summary>
/// <param name="accepted">What those who check with a key go by.</param>
public sealed class RandomKeyRotator(AcceptedSecrets accepted) : IRotator
{
    private const int ShortestKey = 16;
    private const int ShortestSigningKey = 32;

    private static readonly TimeSpan _webhookOverlap = TimeSpan.FromDays(7);
    private static readonly TimeSpan _otherOverlap = TimeSpan.FromDays(1);

    /// <summary>Access tokens live for 15 minutes, and clocks may differ.</summary>
    private static readonly TimeSpan _tokenOverlap = TimeSpan.FromMinutes(30);

    /// <summary>The name of it.</summary>
    internal const string RotatorName = "random-key";

    /// <inheritdoc/>
    public string Name => RotatorName;

    /// <inheritdoc/>
    public bool IsDefaultFor(CatalogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Key is KnownKeys.SessionSecret or KnownKeys.JwtSecret || IsWebhook(entry);
    }

    /// <inheritdoc/>
    public TimeSpan OverlapOf(CatalogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry.Key switch
        {
            KnownKeys.JwtSecret => _tokenOverlap,
            KnownKeys.SessionSecret => Sessions.Lifetime,
            _ => IsWebhook(entry) ? _webhookOverlap : _otherOverlap,
        };
    }

    /// <inheritdoc/>
    public Task ProveAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rotation);
        Check(rotation.Entry, rotation.Current);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<SecretValue> CreateAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rotation);
        return Task.FromResult(new SecretValue(RandomSecret.For(rotation.Entry.Key), SecretSourceNames.Vault, DateTimeOffset.UnixEpoch));
    }

    /// <summary>Nothing: that it is kept is what makes it accepted.</summary>
    /// <param name="rotation">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task SetAsync(RotationContext rotation, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Asks for what is accepted, as those who check do: both have to be in it.</summary>
    /// <param name="rotation">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task TestAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rotation);
        Check(rotation.Entry, rotation.GetCandidate());
        var values = (await accepted.ReadAsync(rotation.Entry.Key, cancellationToken)).Select(value => value.Reveal()).ToHashSet(StringComparer.Ordinal);
        if (!values.Contains(rotation.GetCandidate().Reveal()) || !values.Contains(rotation.Current.Reveal()))
            throw new RotationException($"those who check with {rotation.Entry.Key} would not accept both the value in force and the new one");
    }

    /// <summary>Nothing: that it is kept no more is what ends it.</summary>
    /// <param name="rotation">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task RetireAsync(RotationContext rotation, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Nothing: that it is kept no more is what ends it.</summary>
    /// <param name="rotation">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task RollBackAsync(RotationContext rotation, CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsWebhook(CatalogEntry entry) => entry.Key.EndsWith("_WEBHOOK_SECRET", StringComparison.Ordinal);

    private static void Check(CatalogEntry entry, SecretValue value)
    {
        if (value.IsPlaceholder)
            throw new RotationException($"{entry.Key} is the example that ships with .env.example, and no key in use");
        var shortest = entry.Key is KnownKeys.SessionSecret or KnownKeys.JwtSecret ? ShortestSigningKey : ShortestKey;
        if (value.Reveal().Length < shortest)
            throw new RotationException($"{entry.Key} has fewer than {shortest} characters, which no key of this kind has; generate one with openssl rand -hex 32");
    }
}
