using System.ComponentModel;
using DevFlow.McpGateway.Platform;
using ModelContextProtocol.Server;

namespace DevFlow.McpGateway.Secrets;

/// <summary>What an agent may ask about secrets: which there are, where they come from and who uses them, never what they are.</summary>
[McpServerToolType]
internal sealed class SecretTools(PlatformClient platform)
{
    private const string KeyHelp = "The environment key of the secret, such as AOSENTRY_API_KEY.";

    [McpServerTool(Name = "list_secrets", Title = "List secrets", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false, UseStructuredContent = true)]
    [Description("Lists every secret of the DevFlow platform with its tier, the source that it comes from (1password, .env, environment, apphost) and its state (found, placeholder, missing, unavailable). Never returns a value.")]
    public Task<SecretList> ListAsync(CancellationToken cancellationToken) => platform.GetAsync<SecretList>(PlatformPart.Engine, "api/v1/secrets", cancellationToken);

    [McpServerTool(Name = "explain_secret", Title = "Explain a secret", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false, UseStructuredContent = true)]
    [Description("Explains where one secret comes from: each source asked in order, what it said, which one wins, and how to set it where it is missing. Never returns the value.")]
    public Task<SecretExplanation> ExplainAsync([Description(KeyHelp)] string key, CancellationToken cancellationToken) =>
        platform.GetAsync<SecretExplanation>(PlatformPart.Engine, $"api/v1/secrets/{SecretKey.PathOf(key)}", cancellationToken);

    [McpServerTool(Name = "verify_secrets", Title = "Verify all secrets", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false, UseStructuredContent = true)]
    [Description("Checks that everything the platform needs in its mode is there: which secrets are missing, are placeholders, or cannot be told because their source does not answer. Never returns a value.")]
    public async Task<SecretCheck> VerifyAsync(CancellationToken cancellationToken) => SecretCheck.Of(await ListAsync(cancellationToken));

    [McpServerTool(Name = "who_uses", Title = "Who uses a secret", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false, UseStructuredContent = true)]
    [Description("Names the services that use a secret: those that declare it, and those that the audit saw reading it. Ask this before a secret is rotated or removed.")]
    public Task<SecretUsers> UsersAsync([Description(KeyHelp + " A project's secret is project/<project>/<environment>/<KEY>.")] string key, CancellationToken cancellationToken) =>
        platform.GetAsync<SecretUsers>(PlatformPart.Engine, $"api/v1/dependencies/{SecretKey.PathOf(key)}", cancellationToken);
}
