using System.CommandLine;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Versions;

/// <summary>The versions of one secret, newest first: there is at least one.</summary>
internal sealed record VersionHistory(string Place, IReadOnlyList<VaultSecretVersion> Versions)
{
    public int Current => Versions[0].Version;

    public static async Task<VersionHistory> ReadAsync(EngineClient engine, VaultSecretOptions secret, ParseResult parsed, CancellationToken cancellationToken)
    {
        var place = secret.PlaceOf(parsed);
        var versions = await engine.Api.GetAsync(secret.PathOf(parsed), JsonContext.Default.IReadOnlyListVaultSecretVersion, cancellationToken);
        return versions.Count > 0
            ? new(place, versions)
            : throw new VaultException(VaultError.NotFound, $"the vault has no {place}")
            {
                Remedy = "people's and projects' secrets in the vault have versions; 1Password keeps its own history, and .env files have none",
            };
    }

    /// <exception cref="VaultException">There is none of that number.</exception>
    public VaultSecretVersion Get(int version) => Versions.FirstOrDefault(one => one.Version == version)
        ?? throw new VaultException(VaultError.NotFound, $"{Place} has no version {version}")
        {
            Remedy = $"there is {string.Join(", ", Versions.Select(one => one.Version).Order())}; old ones are cleared away in time",
        };

    public VersionOutput OutputOf(VaultSecretVersion version) =>
        new(version.Version, version.Version == Current, version.CreatedAt, version.CreatedBy, version.RestoredFrom, version.ExpiresAt);
}
