namespace DevFlow.Secrets;

/// <summary>
/// The settings that DevFlow knows. Settings are not secrets: they are read from the environment first, then from .env, and may
/// stand in .env in every mode.
/// </summary>
public static class DevFlowSettingKeys
{
    /// <summary>The topology; see <see cref="DevFlowMode"/>. Default <c>local</c>.</summary>
    public const string Mode = "DEVFLOW_MODE";

    /// <summary>The folder that holds .env and config/.</summary>
    public const string Root = "DEVFLOW_ROOT";

    /// <summary>Where the hosted services are. In saas mode <see cref="HostedApiUrl"/> when not set.</summary>
    public const string ApiUrl = "DEVFLOW_API_URL";

    /// <summary>1Password Connect's endpoint, or several with commas between.</summary>
    public const string ConnectUrl = "OP_CONNECT_URL";

    /// <summary>1Password's own name for <see cref="ConnectUrl"/>.</summary>
    public const string ConnectHost = "OP_CONNECT_HOST";

    /// <summary>1Password Connect's access token. Of the settings only this one and <see cref="Session"/> are to be kept secret.</summary>
    public const string ConnectToken = "OP_CONNECT_TOKEN";

    /// <summary>The path of the <c>1password-credentials.json</c> with which Connect is started; relative to the root.</summary>
    public const string CredentialsFile = "OP_CREDENTIALS_FILE";

    /// <summary>The content of that file in base64, in its place. 1Password's own name; no sign-in of the op tool.</summary>
    public const string Session = "OP_SESSION";

    /// <summary>How many seconds a value that was read from 1Password is served from memory. Default 300; 0 for not at all.</summary>
    public const string CacheSeconds = "DEVFLOW_SECRETS_CACHE_SECONDS";

    /// <summary>How many seconds more it is served while 1Password is away. Default 3600; 0 for not at all.</summary>
    public const string StaleSeconds = "DEVFLOW_SECRETS_STALE_SECONDS";

    /// <summary>Whether a secret is refused when the access cannot be put on record. Default false.</summary>
    public const string AuditRequired = "DEVFLOW_AUDIT_REQUIRED";

    /// <summary>Detailed errors and debug logs. Refused outside local mode.</summary>
    public const string DebugMode = "DEBUG_MODE";

    /// <summary>Live reload of .env and the catalog. Default true.</summary>
    public const string HotReload = "HOT_RELOAD";

    /// <summary>No authentication. Refused outside local mode.</summary>
    public const string SkipAuth = "SKIP_AUTH";

    /// <summary>The hosted API of saas mode.</summary>
    public const string HostedApiUrl = "https://api.devflow.aocodex.ai";

    // A hundred years; with some more, the time before would have no date.
    private const int MostDays = 36500;

    internal static IReadOnlyList<SettingKey> Table { get; } =
    [
        new(Mode, SettingKind.Mode, "local"),
        new(Root, SettingKind.Text),
        new("DEVFLOW_ENGINE", SettingKind.Choice, Default: null, "local", "aspire"),
        new(ApiUrl, SettingKind.Url),

        new(ConnectUrl, SettingKind.UrlList),
        new(ConnectHost, SettingKind.UrlList),
        new(ConnectToken, SettingKind.Text),
        new(CredentialsFile, SettingKind.Text),
        new(Session, SettingKind.Text),
        new(CacheSeconds, SettingKind.WholeNumber, "300"),
        new(StaleSeconds, SettingKind.WholeNumber, "3600"),
        new(AuditRequired, SettingKind.Boolean, "false"),
        new("AUDIT_RETENTION_DAYS", SettingKind.WholeNumber, "400") { Range = (30, MostDays) },

        new("DATABASE_POOL_SIZE", SettingKind.WholeNumber, "20"),
        new("DATABASE_MAX_OVERFLOW", SettingKind.WholeNumber, "10"),
        new("QDRANT_COLLECTION", SettingKind.Text, "devflow_knowledge"),
        new("DEFAULT_CHAT_MODEL", SettingKind.Text, "gpt-4-turbo"),
        new("DEFAULT_EMBEDDING_MODEL", SettingKind.Text, "text-embedding-3-large"),
        new("LLM_TEMPERATURE", SettingKind.Number, "0.7"),
        new("ATLASSIAN_REDIRECT_URI", SettingKind.Url),
        new("GITHUB_REDIRECT_URI", SettingKind.Url),

        new("VAULT_RETENTION_DAYS", SettingKind.WholeNumber, "30") { Range = (1, MostDays) },
        new("VAULT_PKCS11_LIBRARY", SettingKind.Text),
        new("VAULT_PKCS11_TOKEN", SettingKind.Text),
        new("VAULT_PKCS11_KEY", SettingKind.Text, "devflow-vault"),
        new("VAULT_PKCS11_CREATE_KEY", SettingKind.Boolean, "false"),

        new("INCIDENT_WEBHOOK_URL", SettingKind.Url),
        new("INCIDENT_MAIL_TO", SettingKind.Text),

        new("MCP_GATEWAY_PORT", SettingKind.Port, "8051"),
        new("WORKFLOW_ENGINE_PORT", SettingKind.Port, "8181"),
        new("KNOWLEDGE_HUB_PORT", SettingKind.Port, "8282"),
        new("LOCAL_UI_PORT", SettingKind.Port, "3737"),
        new("METRICS_PORT", SettingKind.Port, "9090"),
        new("DEVFLOW_DASHBOARD_PORT", SettingKind.Port, "18888"),
        new("DEVFLOW_DASHBOARD", SettingKind.Boolean, "true"),

        new("LOG_LEVEL", SettingKind.Choice, "INFO", "DEBUG", "INFO", "WARNING", "ERROR"),
        new("LOG_FORMAT", SettingKind.Choice, "json", "json", "text"),
        new("ENABLE_METRICS", SettingKind.Boolean, "true"),
        new(DebugMode, SettingKind.Boolean, "false"),
        new(HotReload, SettingKind.Boolean, "true"),
        new(SkipAuth, SettingKind.Boolean, "false"),
    ];

    /// <summary>The names, in the order of the documentation.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Table.Select(k => k.Name)];

    /// <summary>Whether a key is a setting: one of <see cref="All"/>, or of a family such as <c>LOG_*</c> or <c>*_PORT</c>.</summary>
    /// <param name="key">The key.</param>
    public static bool Contains(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return All.Contains(key)
            || key.StartsWith("OP_CONNECT_", StringComparison.Ordinal)
            || key.StartsWith("LOG_", StringComparison.Ordinal)
            || key.EndsWith("_PORT", StringComparison.Ordinal);
    }
}
