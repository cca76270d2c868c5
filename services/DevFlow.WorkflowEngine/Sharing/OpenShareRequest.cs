namespace DevFlow.WorkflowEngine.Sharing;

/// <summary>What proves that the caller has the link, and its passphrase; bytes in base64url. No record: what is printed by mistake is the name of the type.</summary>
internal sealed class OpenShareRequest
{
    public string? Access { get; init; }

    public string? Passphrase { get; init; }
}
