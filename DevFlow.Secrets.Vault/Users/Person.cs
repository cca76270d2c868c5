using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

internal static class Person
{
    private const string Find = "SELECT count(*) FROM devflow.users WHERE id = @id AND erased_at IS NULL";

    /// <exception cref="VaultException">There is no such person, or the caller may not know.</exception>
    public static async Task FindAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        if (await connection.ExecuteScalarAsync<long>(new CommandDefinition(Find, new { id }, cancellationToken: cancellationToken)) == 0)
            throw new VaultException(VaultError.NotFound, $"There is no user {id}.");
    }
}
