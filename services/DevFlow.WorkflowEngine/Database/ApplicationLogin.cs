using DevFlow.Secrets.Vault;
using Npgsql;

namespace DevFlow.WorkflowEngine.Database;

/// <summary>The login that the platform works as: no superuser, bound by row-level security, owner of nothing.</summary>
internal static class ApplicationLogin
{
    // A login that a rotation has closed: its password may be in wrong hands, and a URL of before is no reason to open it again.
    private const string IsReplaced = """
        SELECT 1 FROM pg_roles WHERE rolname = $1 AND NOT rolcanlogin AND starts_with(coalesce(shobj_description(oid, 'pg_authid'), ''), 'devflow: takes turns with ')
        """;

    public static async Task EnsureAsync(NpgsqlConnection admin, DatabaseLogin login, CancellationToken cancellationToken)
    {
        if (await ScalarAsync(admin, "SELECT current_user", cancellationToken) == login.User)
            throw new DatabaseSetupException($"{PlatformDatabase.UrlKey} names '{login.User}', the server's superuser. Name another login; it is created.");

        // The server logs a statement that fails; the one below holds the password's verifier.
        await ExecuteAsync(admin, "SET log_min_error_statement = panic; SET log_statement = none", cancellationToken);
        if (await ScalarAsync(admin, IsReplaced, cancellationToken, login.User) is not null)
        {
            throw new DatabaseSetupException(
                $"{PlatformDatabase.UrlKey} names '{login.User}', which a rotation has replaced and closed. Give the URL that is in force now (1Password or .env may have been away), or open that login again as the superuser: ALTER ROLE {Quote(login.User)} LOGIN.");
        }

        var role = Quote(login.User);
        if (await ScalarAsync(admin, "SELECT 1 FROM pg_roles WHERE rolname = $1", cancellationToken, login.User) is null)
            await ExecuteAsync(admin, $"CREATE ROLE {role}", cancellationToken);
        // The verifier goes over the wire in the place of the password, which the server so never sees.
        await ExecuteAsync(
            admin,
            $"ALTER ROLE {role} WITH LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD '{ScramVerifier.Of(login.Password)}'",
            cancellationToken);
        // Logins of other databases may have the platform's role, which is the whole server's: they do not get in here.
        await ExecuteAsync(
            admin, $"GRANT CONNECT, TEMPORARY ON DATABASE {Quote(login.Database)} TO {role}; REVOKE CONNECT, TEMPORARY ON DATABASE {Quote(login.Database)} FROM PUBLIC", cancellationToken);
    }

    public static Task CreateSchemaAsync(NpgsqlConnection admin, string schema, CancellationToken cancellationToken) =>
        ExecuteAsync(admin, $"CREATE SCHEMA IF NOT EXISTS {Quote(schema)}", cancellationToken);

    private static string Quote(string identifier) => new NpgsqlCommandBuilder().QuoteIdentifier(identifier);

    private static async Task<string?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
            command.Parameters.Add(new() { Value = parameter });
        return (await command.ExecuteScalarAsync(cancellationToken))?.ToString();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
