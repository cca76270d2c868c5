namespace DevFlow.Secrets.Vault.Tests.Rotation.OAuth;

/// <summary>What a server does with a refresh token that was used.</summary>
public enum OAuthServerKind
{
    /// <summary>Gives another one, and for a while once more to whoever sends the used one again.</summary>
    Lenient,

    /// <summary>Gives another one, and takes a used one for stolen.</summary>
    Strict,

    /// <summary>Leaves it as it is.</summary>
    Keeping,
}
