using System.Diagnostics;

namespace DevFlow.Secrets.Vault;

/// <summary>Puts accesses to the vault on record, and traces those that no cascade traces.</summary>
/// <param name="tier">The tier.</param>
/// <param name="record">Writes one; it has returned when the access is on record.</param>
internal sealed class AccessLog(SecretTier tier, Func<SecretAccess, CancellationToken, ValueTask> record)
{
    /// <summary>Puts one on record.</summary>
    /// <param name="key">What stands for the secret.</param>
    /// <param name="outcome">One of <see cref="SecretOutcomes"/>.</param>
    /// <param name="identity">Who.</param>
    /// <param name="value">What is handed out; null for nothing.</param>
    /// <param name="version">The version, where no value says it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask WriteAsync(string key, string outcome, VaultIdentity identity, SecretValue? value, int? version, CancellationToken cancellationToken)
    {
        var source = value?.Source ?? SecretSourceNames.Vault;
        return record(
            new SecretAccess
            {
                Key = key,
                Tier = tier,
                Source = outcome is SecretOutcomes.Miss ? null : source,
                Outcome = outcome,
                Reference = value?.Reference?.ToString(),
                Version = value?.Version ?? version,
                User = identity.Principal,
            },
            cancellationToken);
    }

    /// <summary>The span of one access; <see cref="Ended"/> says how it ended.</summary>
    public Activity? Start() => SecretsTelemetry.Source.StartActivity(SecretsTelemetry.ResolveSpan)?.SetTag(SecretsTelemetry.TierTag, SecretOutcomes.Of(tier));

    /// <summary>Marks the span of an access, and counts it.</summary>
    public void Ended(Activity? span, string key, string outcome)
    {
        span?.SetTag(SecretsTelemetry.KeyTag, key)
            .SetTag(SecretsTelemetry.SourceTag, SecretSourceNames.Vault)
            .SetTag(SecretsTelemetry.OutcomeTag, outcome);
        SecretsTelemetry.Access.Add(
            1,
            new(SecretsTelemetry.TierTag, SecretOutcomes.Of(tier)),
            new(SecretsTelemetry.SourceTag, SecretSourceNames.Vault),
            new KeyValuePair<string, object?>(SecretsTelemetry.OutcomeTag, outcome));
    }
}
