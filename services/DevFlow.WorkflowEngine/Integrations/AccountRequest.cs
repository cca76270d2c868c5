namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>Says which account a person will come with.</summary>
/// <param name="Account">What it is called at the provider: the login at GitHub, the e-mail address at Atlassian.</param>
internal sealed record AccountRequest(string? Account);
