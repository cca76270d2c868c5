namespace DevFlow.Secrets.Vault;

/// <summary>What a link is made of. All of it comes encrypted, or as a hash.</summary>
public sealed record NewShareLink
{
    /// <summary>What is shared, encrypted by a key that is not known here.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>SHA-256 of what proves that somebody has the link.</summary>
    public required ReadOnlyMemory<byte> AccessHash { get; init; }

    /// <summary>SHA-256 of what proves that somebody has the passphrase too; null without one.</summary>
    public ReadOnlyMemory<byte>? PassphraseHash { get; init; }

    /// <summary>How often it can be opened, 1 to <see cref="ShareLinks.MostViews"/>. Default 1.</summary>
    public int Views { get; init; } = 1;

    /// <summary>For how long, <see cref="ShareLinks.Shortest"/> to <see cref="ShareLinks.Longest"/>. Default a day.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The name of what is shared, 1 to 300 characters; null for what has none.</summary>
    public string? Secret { get; init; }
}
