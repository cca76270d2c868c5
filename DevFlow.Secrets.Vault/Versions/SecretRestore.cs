namespace DevFlow.Secrets.Vault;

/// <summary>A version that is to be the newest once more.</summary>
/// <param name="Owner">Whose it is: the id of a user or project.</param>
/// <param name="Name">The secret's name.</param>
/// <param name="Version">Which.</param>
/// <param name="ExpectedVersion">The version that it replaces; null for whatever there is.</param>
/// <param name="By">Who does it.</param>
internal sealed record SecretRestore(Guid Owner, string Name, int Version, int? ExpectedVersion, string By);
