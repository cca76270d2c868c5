namespace DevFlow.Secrets;

/// <summary>What DevFlow knows of the paths of the PRD's catalog, so that a bare reference is enough for them.</summary>
internal static class BuiltInCatalog
{
    private static readonly DevFlowMode[] _stores = [DevFlowMode.Local, DevFlowMode.OnPrem];
    private static readonly DevFlowMode[] _everywhere = [DevFlowMode.Local, DevFlowMode.Hybrid, DevFlowMode.SaaS, DevFlowMode.OnPrem];

    /// <summary>The entries by path, without references and places.</summary>
    public static IReadOnlyList<CatalogEntry> Entries { get; } =
    [
        Entry("database.url", "DATABASE_URL", "workflow-engine", "The application's login to PostgreSQL, and its database", _stores)
            with { AssignedConnection = "database" },

        Entry("vector_store.qdrant.url", "QDRANT_URL", "knowledge-hub", "The vector store's HTTP endpoint", _stores)
            with { AssignedConnection = "qdrant_http", IsSecret = false },
        Entry("vector_store.qdrant.api_key", "QDRANT_API_KEY", "knowledge-hub", "The vector store's key")
            with { AssignedConnection = "qdrant_key" },

        Entry("llm.aosentry.api_key", "AOSENTRY_API_KEY", "knowledge-hub", "The key of the LLM gateway", _everywhere),
        Entry("llm.aosentry.endpoint", "AOSENTRY_API_URL", "knowledge-hub", "The LLM gateway's endpoint")
            with { IsSecret = false },

        Entry(
            "integrations.atlassian.oauth_client_id", "ATLASSIAN_CLIENT_ID", "workflow-engine",
            "DevFlow's OAuth application at Atlassian")
            with { IsSecret = false },
        Entry("integrations.atlassian.oauth_client_secret", "ATLASSIAN_CLIENT_SECRET", "workflow-engine", "That application's secret"),
        Entry("integrations.github.oauth_client_id", "GITHUB_CLIENT_ID", "workflow-engine", "DevFlow's OAuth application at GitHub")
            with { IsSecret = false },
        Entry("integrations.github.oauth_client_secret", "GITHUB_CLIENT_SECRET", "workflow-engine", "That application's secret"),

        Entry("security.encryption_key", "SECRET_ENCRYPTION_KEY", "workflow-engine", "Wraps the data keys of the vault", _stores),
        Entry("security.encryption_key_previous", "SECRET_ENCRYPTION_KEY_PREVIOUS", "workflow-engine", "The key before that one, until the vault is wrapped anew"),
        Entry("security.session_secret", "SESSION_SECRET", "workflow-engine", "Signs browser sessions", _stores),
        Entry("security.jwt_secret", "JWT_SECRET", "workflow-engine", "Signs access tokens", _stores),

        Entry("webhooks.jira", "JIRA_WEBHOOK_SECRET", "workflow-engine", "Verifies Jira's webhooks"),
        Entry("webhooks.github", "GITHUB_WEBHOOK_SECRET", "workflow-engine", "Verifies GitHub's webhooks"),
        Entry("webhooks.confluence", "CONFLUENCE_WEBHOOK_SECRET", "workflow-engine", "Verifies Confluence's webhooks"),
    ];

    /// <summary>The entry of a path, or null.</summary>
    public static CatalogEntry? Find(string path) => Entries.FirstOrDefault(e => e.Path == path);

    private static CatalogEntry Entry(string path, string key, string usedBy, string description, DevFlowMode[]? required = null) =>
        new() { Path = path, Key = key, UsedBy = [usedBy], Description = description, RequiredIn = required ?? [] };
}
