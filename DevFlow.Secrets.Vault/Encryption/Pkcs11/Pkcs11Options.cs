namespace DevFlow.Secrets.Vault;

/// <summary>Where the key-encryption key lies in a hardware security module, or in what stands for one.</summary>
public sealed record Pkcs11Options
{
    /// <summary>The label of the key when none is given: <c>devflow-vault</c>.</summary>
    public const string DefaultKey = "devflow-vault";

    /// <summary>The path of the module's PKCS#11 library.</summary>
    public required string Library { get; init; }

    /// <summary>The label of the token.</summary>
    public required string Token { get; init; }

    /// <summary>The label of the key (CKA_LABEL). Default <see cref="DefaultKey"/>.</summary>
    public string Key { get; init; } = DefaultKey;

    /// <summary>The user's PIN of the token.</summary>
    public required SecretValue Pin { get; init; }

    /// <summary>Whether a key that is not there is made: AES-256, sensitive, not extractable. Default false: a label that is mistyped is an error.</summary>
    public bool CreateKey { get; init; }
}
