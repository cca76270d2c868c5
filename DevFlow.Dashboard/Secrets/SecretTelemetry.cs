namespace DevFlow.Dashboard.Secrets;

/// <summary>The names by which a secrets library that traces and counts its lookups is understood here.</summary>
internal static class SecretTelemetry
{
    public const string ResolveSpan = "secret.resolve";
    public const string FallbackEvent = "secret.fallback";

    /// <summary>Counts lookups by key, tier, source, outcome and cache.</summary>
    public const string AccessCounter = "secret.access";

    /// <summary>Counts sources passed over, by key, source and outcome.</summary>
    public const string FallbackCounter = "secret.fallback";

    public const string Key = "secret.key";
    public const string Tier = "secret.tier";

    /// <summary>The source that answered.</summary>
    public const string Source = "secret.source";

    /// <summary>One of <see cref="SecretOutcome"/>.</summary>
    public const string Outcome = "secret.outcome";

    /// <summary><c>hit</c> or <c>miss</c>.</summary>
    public const string Cache = "secret.cache";

    /// <summary>The age of a stale value in seconds.</summary>
    public const string Age = "secret.age";
}
