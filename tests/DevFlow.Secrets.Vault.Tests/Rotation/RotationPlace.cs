namespace DevFlow.Secrets.Vault.Tests.Rotation;

/// <summary>Where the secrets are that are rotated; a child process is told this.</summary>
/// <param name="Database">The application login's connection string.</param>
/// <param name="Folder">The DevFlow folder.</param>
/// <param name="Environment">The variables it is opened with.</param>
/// <param name="Member">A person who is a member of the project.</param>
internal sealed record RotationPlace(string Database, string Folder, IReadOnlyDictionary<string, string> Environment, Guid Member);
