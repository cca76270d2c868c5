using Dapper;
using DevFlow.Secrets.Vault.Tests.Support;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Rights;

/// <summary>What a copy of the whole database tells: nothing.</summary>
public sealed class DumpTests(VaultServer server)
{
    private const string Canary = "canary \"&<ü> 4711/äöå+==value";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_dump_and_all_that_the_application_login_can_read_hold_no_value()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var key = Keys.Local(1);
        var users = Vaults.Users(database.Vault, () => new KeyRing(key));
        var anna = await database.AddUserAsync("anna");
        for (var i = 0; i < 3; i++)
            await users.As(anna).WriteAsync("github/token", Keys.Value(Canary), expiresAt: null, expectedVersion: null, Cancel);
        await AddProjectSecretAsync(database, Keys.Envelope(key));

        var dump = await PgDump.OfAsync(database.AdminConnectionString);
        var seen = await SeenAsync(database, anna);

        Assert.Contains("github/token", dump, StringComparison.Ordinal);
        Assert.Contains("github/token", seen, StringComparison.Ordinal);
        foreach (var form in PgDump.FormsOf(Canary).Concat(PgDump.FormsOf(Canary[..16])))
        {
            Assert.DoesNotContain(form, dump, StringComparison.Ordinal);
            Assert.DoesNotContain(form, seen, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_search_finds_a_value_in_each_of_the_forms() =>
        Assert.All(PgDump.FormsOf("abcdefghijklmnop"), form => Assert.True(form.Length >= 12, form));

    // As superuser, for the tables alone: what counts here is what the rows hold.
    private static async Task AddProjectSecretAsync(TestDatabase database, Envelope envelope)
    {
        var (project, secret) = (Guid.NewGuid(), Guid.NewGuid());
        var sealedSecret = await envelope.SealAsync(new(SecretTier.Project, $"project:{project}", "production/STRIPE_KEY", 1), Keys.Value(Canary), Cancel);
        await using var admin = new NpgsqlConnection(database.AdminConnectionString);
        await admin.ExecuteAsync("""
            INSERT INTO devflow.projects (id, name, created_by) VALUES (@project, 'web-shop', 'user:test');
            INSERT INTO devflow.data_keys (id, tier, owner, key_id, wrapped) VALUES (@Id, 'project', 'project:' || @project, @KeyId, @Wrapped);
            INSERT INTO devflow.project_secrets (id, project_id, name, version) VALUES (@secret, @project, 'production/STRIPE_KEY', 1);
            INSERT INTO devflow.project_secret_versions (secret_id, version, project_id, data_key, content, created_by) VALUES (@secret, 1, @project, @Id, @Content, 'user:test');
            """, new { project, secret, sealedSecret.Key.Id, sealedSecret.Key.KeyId, sealedSecret.Key.Wrapped, sealedSecret.Content });
    }

    // Every table, as the owner of the secrets, for whom row-level security opens the most.
    private static Task<string> SeenAsync(TestDatabase database, VaultIdentity identity) => database.Vault.RunAsync(
        identity,
        async (connection, _) =>
        {
            var rows = new List<string>();
            var tables = (await connection.QueryAsync<string>("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'devflow'")).AsList();
            foreach (var table in tables)
            {
                if (await connection.ExecuteScalarAsync<bool>("SELECT has_table_privilege('devflow.' || @table, 'SELECT')", new { table }))
                    rows.AddRange(await connection.QueryAsync<string>($"SELECT t::text FROM devflow.{table} t"));
            }

            return string.Join('\n', rows);
        },
        Cancel);
}
