using Npgsql;

namespace DevFlow.AppHost.Tests;

[Collection(PlatformCollection.Name)]
public sealed class DatabaseTests(RunningPlatform platform)
{
    [Fact]
    public async Task The_application_login_is_no_superuser_and_owns_nothing()
    {
        await using var connection = await OpenAsync();

        await using var command = new NpgsqlCommand(
            """
            SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication,
                   -- A connection's own scratch table is gone with it.
                   EXISTS (SELECT 1 FROM pg_class WHERE relowner = r.oid AND relpersistence <> 't'),
                   has_table_privilege(r.oid, 'devflow.secret_state', 'SELECT, INSERT, UPDATE, DELETE'),
                   has_schema_privilege(r.oid, 'devflow', 'CREATE')
            FROM pg_roles AS r WHERE rolname = current_user
            """, connection);
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await row.ReadAsync(TestContext.Current.CancellationToken));

        Assert.Equal((false, false, true, false), (row.GetBoolean(0), row.GetBoolean(1), row.GetBoolean(2), row.GetBoolean(3)));
    }

    [Fact]
    public async Task The_schema_was_applied_by_migrations_whose_record_is_not_the_logins_to_touch()
    {
        await using var connection = await OpenAsync();

        await using var command = new NpgsqlCommand(
            """
            SELECT to_regclass('devflow.secret_state') IS NOT NULL AND to_regclass('devflow.data_keys') IS NOT NULL AND to_regclass('devflow.audit_records') IS NOT NULL
                   AND NOT has_table_privilege('devflow.schema_version', 'SELECT, INSERT, UPDATE, DELETE')
            """, connection);

        Assert.Equal(true, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>What services are handed is a URL with the login of DATABASE_URL and the port of the started server.</summary>
    private async Task<NpgsqlConnection> OpenAsync()
    {
        var url = new Uri((await platform.App.GetConnectionStringAsync("database", TestContext.Current.CancellationToken))!);
        var login = url.UserInfo.Split(':').Select(Uri.UnescapeDataString).ToArray();
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder
        {
            Host = url.Host,
            Port = url.Port,
            Username = login[0],
            Password = login[1],
            Database = url.AbsolutePath.TrimStart('/'),
            Pooling = false,
        }.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }
}
