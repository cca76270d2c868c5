using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>How a secret and its copy in 1Password stand to each other.</summary>
/// <param name="Name">The secret's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Deleted">Whether it is deleted.</param>
/// <param name="CopyVault">The vault that holds, or may hold, a copy; null when none does.</param>
/// <param name="CopyItem">The item there that is the copy; null when that is not known.</param>
/// <param name="WrittenThrough">The version that the copy has for sure.</param>
/// <param name="Vault">The vault that is set aside for its owner; null when none is.</param>
internal sealed record CopyRow(string Name, int Version, bool Deleted, string? CopyVault, string? CopyItem, int WrittenThrough, string? Vault)
{
    private const string Find = """
        SELECT s.name, s.version, s.deleted_at IS NOT NULL AS Deleted, s.copy_vault AS CopyVault, s.copy_item AS CopyItem, s.written_through AS WrittenThrough, u.onepassword_vault AS Vault
        FROM devflow.user_secrets s JOIN devflow.users u ON u.id = s.owner WHERE s.id = @id
        """;

    /// <summary>Whether there is a copy where none belongs.</summary>
    public bool IsMisplaced => CopyVault is not null && (Deleted || CopyVault != Vault);

    /// <summary>Whether there is none, or an old one, where one belongs.</summary>
    public bool IsBehind => !Deleted && Vault is not null && (CopyVault != Vault || WrittenThrough < Version);

    public static Task<CopyRow?> FindAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<CopyRow>(new CommandDefinition(Find, new { id }, cancellationToken: cancellationToken));
}
