namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>Where the providers are. In the configuration's section <c>Integrations</c>.</summary>
internal sealed class IntegrationOptions
{
    public const string Section = "Integrations";

    /// <summary>GitHub, or a GitHub Enterprise Server (whose API is under /api/v3).</summary>
    public ProviderOptions GitHub { get; set; } = new() { Site = new("https://github.com"), Api = new("https://api.github.com"), Scope = "read:user repo" };

    public ProviderOptions Atlassian { get; set; } = new()
    {
        Site = new("https://auth.atlassian.com"),
        Api = new("https://api.atlassian.com"),
        Scope = "offline_access read:me read:jira-work write:jira-work read:confluence-content.all",
    };

    /// <summary>How long an attempt to ask a provider may take. Default 10.</summary>
    public double TimeoutSeconds { get; set; } = 10;

    /// <summary>How often it is looked whether tokens are due. Default 30.</summary>
    public double RefreshSeconds { get; set; } = 30;
}
