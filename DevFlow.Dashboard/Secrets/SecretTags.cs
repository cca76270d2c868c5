using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Secrets;

/// <summary>What the attributes of a span or of a measurement say of a lookup.</summary>
internal readonly struct SecretTags(IReadOnlyList<Field> fields)
{
    public string? Key { get; } = fields.Find(SecretTelemetry.Key);

    public string Tier { get; } = fields.Find(SecretTelemetry.Tier) ?? "";

    public string? Source { get; } = fields.Find(SecretTelemetry.Source) is { Length: > 0 } source ? source : null;

    /// <summary>One that is not known counts as an error.</summary>
    public SecretOutcome Outcome { get; } =
        Enum.TryParse<SecretOutcome>(fields.Find(SecretTelemetry.Outcome), ignoreCase: true, out var outcome) ? outcome : SecretOutcome.Error;

    public bool FromCache { get; } = fields.Find(SecretTelemetry.Cache) == "hit";

    public TimeSpan? Age { get; } =
        double.TryParse(fields.Find(SecretTelemetry.Age), out var seconds) && seconds is >= 0 and < 1e9 ? TimeSpan.FromSeconds(seconds) : null;
}
