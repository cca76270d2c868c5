namespace DevFlow.WorkflowEngine.Sharing;

/// <summary>How often links are opened. In the configuration's section <c>Sharing</c>.</summary>
internal sealed class SharingOptions
{
    public const string Section = "Sharing";

    /// <summary>How often one address may try to open links within a minute. Behind a proxy that tells no addresses that is all who come through it. Default 300.</summary>
    public int OpensPerMinute { get; set; } = 300;
}
