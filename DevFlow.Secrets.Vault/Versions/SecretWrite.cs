namespace DevFlow.Secrets.Vault;

/// <summary>A version that is to be written.</summary>
/// <param name="Owner">Whose it is: the id of a user or project.</param>
/// <param name="Name">The secret's name.</param>
/// <param name="Value">The value.</param>
/// <param name="ExpiresAt">When the value stops to work; null when that is not known.</param>
/// <param name="ExpectedVersion">The version that it replaces, 0 for none; null for whatever there is.</param>
/// <param name="By">Who writes it.</param>
internal sealed record SecretWrite(Guid Owner, string Name, SecretValue Value, DateTimeOffset? ExpiresAt, int? ExpectedVersion, string By)
{
    /// <summary>The version whose value it is once more; null when it is one of its own.</summary>
    public int? RestoredFrom { get; init; }
}
