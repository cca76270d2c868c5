using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>Which of somebody's secrets have their current version in the 1Password vault that is set aside for that person.</summary>
internal static class Copies
{
    private const string Read = """
        SELECT CASE WHEN s.copy_vault = u.onepassword_vault AND s.written_through = s.version THEN s.name END
        FROM devflow.users u LEFT JOIN devflow.user_secrets s ON s.owner = u.id AND s.deleted_at IS NULL
        WHERE u.id = @owner AND u.onepassword_vault IS NOT NULL
        """;

    /// <returns>The names; null when no vault is set aside.</returns>
    public static async Task<IReadOnlySet<string>?> OfAsync(NpgsqlConnection connection, Guid owner, CancellationToken cancellationToken)
    {
        var rows = (await connection.QueryAsync<string?>(new CommandDefinition(Read, new { owner }, cancellationToken: cancellationToken))).ToList();
        return rows.Count == 0 ? null : rows.OfType<string>().ToHashSet(StringComparer.Ordinal);
    }
}
