using System.ComponentModel;
using System.Text.Json;
using System.Text.RegularExpressions;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace DevFlow.McpGateway.Secrets;

/// <summary>What an agent may ask about secrets: which there are and where they come from, never what they are.</summary>
[McpServerToolType]
internal sealed partial class SecretTools(WorkflowEngineClient engine)
{
    [McpServerTool(Name = "list_secrets", Title = "List secrets", ReadOnly = true, UseStructuredContent = true)]
    [Description("Lists every secret of the DevFlow platform with its tier, the source that it comes from (1password, .env, environment, apphost) and its state (found, placeholder, missing, unavailable). Never returns a value.")]
    public Task<JsonElement> ListAsync(CancellationToken cancellationToken) => AskAsync(engine.ListSecretsAsync(cancellationToken));

    [McpServerTool(Name = "explain_secret", Title = "Explain a secret", ReadOnly = true, UseStructuredContent = true)]
    [Description("Explains where one secret comes from: each source asked in order, what it said, which one wins, and how to set it where it is missing. Never returns the value.")]
    public Task<JsonElement> ExplainAsync(
        [Description("The environment key of the secret, such as AOSENTRY_API_KEY.")] string key, CancellationToken cancellationToken) =>
        KeyForm().IsMatch(key)
            ? AskAsync(engine.ExplainSecretAsync(key, cancellationToken))
            : throw new McpException("A key is made of letters, digits and underscores, such as AOSENTRY_API_KEY; list_secrets names them all.");

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_.-]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyForm();

    private static async Task<JsonElement> AskAsync(Task<JsonElement> answer)
    {
        try
        {
            return await answer;
        }
        catch (WorkflowEngineException fault)
        {
            throw new McpException(fault.Message, fault);
        }
    }
}
