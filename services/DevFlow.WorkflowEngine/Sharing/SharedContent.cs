namespace DevFlow.WorkflowEngine.Sharing;

/// <summary>What is shared, encrypted, in base64url, and how often it can be had still.</summary>
internal sealed class SharedContent
{
    public required string Content { get; init; }

    public required int ViewsLeft { get; init; }
}
