namespace DevFlow.Secrets;

/// <summary>The names by which sources appear in explanations, spans, listings and errors.</summary>
public static class SecretSourceNames
{
    /// <summary>A resource that the app host started: it answers above the cascade.</summary>
    public const string AppHost = "apphost";

    /// <summary>1Password Connect.</summary>
    public const string OnePassword = "1password";

    /// <summary>The layered .env files.</summary>
    public const string DotEnv = ".env";

    /// <summary>The process environment.</summary>
    public const string Environment = "environment";

    /// <summary>The vault in PostgreSQL, of tiers 2 and 3.</summary>
    public const string Vault = "vault";
}
