namespace DevFlow.WorkflowEngine.Sharing;

/// <summary>What is to be shared, encrypted; bytes in base64url. No record: what is printed by mistake is the name of the type.</summary>
internal sealed class ShareRequest
{
    public string? Content { get; init; }

    public string? AccessHash { get; init; }

    public string? PassphraseHash { get; init; }

    public int? Views { get; init; }

    public int? TtlSeconds { get; init; }

    public string? Secret { get; init; }
}
