using System.Reflection;
using DbUp;
using DbUp.Engine.Output;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>The tables of the vault, as migrations: each is applied once, in the order of its number, in a transaction of its own.</summary>
public static class VaultSchema
{
    /// <summary>The schema that all tables of the platform are in.</summary>
    public const string Name = "devflow";

    /// <summary>The role that application logins have their rights from.</summary>
    public const string ApplicationRole = "devflow_app";

    /// <summary>Brings a database to what this version needs.</summary>
    /// <param name="adminConnectionString">The login that owns the tables; it may create roles.</param>
    /// <param name="more">Assemblies with migrations of their own, which come after the vault's. They are embedded, and end in <c>.sql</c>.</param>
    /// <returns>The migrations that were applied now.</returns>
    /// <exception cref="VaultException">One could not be applied; it left nothing behind.</exception>
    public static IReadOnlyList<string> Apply(string adminConnectionString, params Assembly[] more)
    {
        ArgumentException.ThrowIfNullOrEmpty(adminConnectionString);
        var result = DeployChanges.To
            .PostgresqlDatabase($"{adminConnectionString};Pooling=false")
            .WithScriptsEmbeddedInAssemblies([typeof(VaultSchema).Assembly, .. more])
            .JournalToPostgresqlTable(Name, "schema_version")
            .WithTransactionPerScript()
            // A $…$ in a migration is PostgreSQL's, not a variable.
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        return result.Successful
            ? [.. result.Scripts.Select(script => script.Name)]
            : throw new VaultException(VaultError.Unavailable, $"The schema could not be applied: {result.ErrorScript?.Name}: {result.Error.Message}", result.Error);
    }

    /// <summary>Makes a login a member of <see cref="ApplicationRole"/>, with no other rights on the schema.</summary>
    /// <param name="admin">A connection of the login that owns the tables.</param>
    /// <param name="login">The name of the login, which is there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task GrantAsync(NpgsqlConnection admin, string login, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(login);
        var role = new NpgsqlCommandBuilder().QuoteIdentifier(login);
        await using var command = new NpgsqlCommand($"""
            REVOKE ALL ON ALL TABLES IN SCHEMA {Name} FROM {role};
            REVOKE ALL ON ALL SEQUENCES IN SCHEMA {Name} FROM {role};
            GRANT {ApplicationRole} TO {role};
            """, admin);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
