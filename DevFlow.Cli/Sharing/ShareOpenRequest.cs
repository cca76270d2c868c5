namespace DevFlow.Cli.Sharing;

/// <summary>What proves that somebody has a link. No record: what is printed by mistake is the name of the type.</summary>
internal sealed class ShareOpenRequest
{
    public required string Access { get; init; }

    public string? Passphrase { get; init; }
}
