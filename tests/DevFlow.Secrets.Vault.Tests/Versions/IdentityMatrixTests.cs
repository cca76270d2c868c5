using Dapper;
using DevFlow.Secrets.Vault.Tests.Support;
using Npgsql;
using static DevFlow.Secrets.Vault.Tests.Support.TestVault;

namespace DevFlow.Secrets.Vault.Tests.Versions;

/// <summary>Queries that forget to ask whose rows they are about: the database answers by who asks.</summary>
public sealed class IdentityMatrixTests(VaultServer server)
{
    private const string NoRow = "0 rows";

    private static readonly string[] _tables =
        ["users", "user_secrets", "user_secret_versions", "projects", "project_members", "project_secrets", "project_secret_versions", "data_keys"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_identity_sees_its_own_rows_and_no_others()
    {
        await using var vault = await FillAsync();

        // Two secrets of Anna, one of Bert; Anna's project has two secrets, Bert's has one, and the gateway is a viewer of Anna's.
        // In each row: users, secrets of users, their versions, projects, members, secrets of projects, their versions, data keys.
        Assert.Equal("1 2 2 1 2 2 2 4", await CountAsync(vault, vault.Anna()));
        Assert.Equal("1 1 1 1 1 1 1 2", await CountAsync(vault, vault.Bert()));
        Assert.Equal("3 3 0 2 3 0 0 0", await CountAsync(vault, vault.Chief()));
        Assert.Equal("3 0 0 1 2 2 2 2", await CountAsync(vault, VaultIdentity.OfService("mcp-gateway")));
        Assert.Equal("3 0 0 0 0 0 0 0", await CountAsync(vault, VaultIdentity.OfService("knowledge-hub")));
        Assert.Equal("1 0 0 0 0 0 0 0", await CountAsync(vault, VaultIdentity.OfUser(await AddedAsync(vault, "nobody-much"))));
        Assert.Equal("0 0 0 0 0 0 0 0", await CountAsync(vault, VaultIdentity.OfUser(Guid.NewGuid())));
        // The engine's own work sees wrapped keys, which open nothing without the rows that it does not see.
        Assert.Equal("4 0 0 0 0 0 0 6", await CountAsync(vault, VaultIdentity.Maintenance("re-wrap")));
        await using var nobody = await vault.Database.Application.OpenConnectionAsync(Token);
        foreach (var table in _tables)
            Assert.Equal(0, await nobody.ExecuteScalarAsync<long>($"SELECT count(*) FROM devflow.{table}"));
    }

    [Theory]
    [InlineData("INSERT INTO devflow.user_secrets (id, owner, name) VALUES (gen_random_uuid(), @anna, 'planted')")]
    [InlineData("UPDATE devflow.user_secrets SET name = 'stolen' WHERE owner = @anna", NoRow)]
    [InlineData("UPDATE devflow.user_secrets SET owner = @bert WHERE owner <> @bert", NoRow)]
    [InlineData("UPDATE devflow.user_secrets SET owner = @anna WHERE owner = @bert")]
    [InlineData("DELETE FROM devflow.user_secrets")]
    [InlineData("UPDATE devflow.user_secret_versions SET content = ''")]
    [InlineData("DELETE FROM devflow.user_secret_versions")]
    [InlineData("INSERT INTO devflow.user_secret_versions (secret_id, version, owner, data_key, content, created_by) SELECT @annasSecret, 9, @anna, id, '', 'me' FROM devflow.data_keys LIMIT 1")]
    [InlineData("WITH k AS (INSERT INTO devflow.data_keys (id, tier, owner, key_id, wrapped) VALUES (gen_random_uuid(), 'user', 'user:' || @bert, 'local:k', '') RETURNING id) INSERT INTO devflow.user_secret_versions (secret_id, version, owner, data_key, content, created_by) SELECT @annasSecret, 9, @bert, id, '', 'me' FROM k", PostgresErrorCodes.ForeignKeyViolation)]
    [InlineData("UPDATE devflow.data_keys SET owner = 'user:' || @anna")]
    [InlineData("DELETE FROM devflow.data_keys WHERE owner = 'user:' || @anna", NoRow)]
    [InlineData("INSERT INTO devflow.data_keys (id, tier, owner, key_id, wrapped) VALUES (gen_random_uuid(), 'user', 'user:' || @anna, '', '')")]
    [InlineData("INSERT INTO devflow.data_keys (id, tier, owner, key_id, wrapped) VALUES (gen_random_uuid(), 'project', 'project:' || @annasProject, '', '')")]
    [InlineData("INSERT INTO devflow.project_members (project_id, principal, role, added_by) VALUES (@annasProject, 'user:' || @bert, 'admin', 'me')")]
    [InlineData("UPDATE devflow.project_members SET role = 'admin' WHERE project_id = @annasProject", NoRow)]
    [InlineData("DELETE FROM devflow.project_members WHERE project_id = @annasProject", NoRow)]
    [InlineData("UPDATE devflow.projects SET onepassword_vault = 'x', onepassword_title = 'x'", NoRow)]
    [InlineData("UPDATE devflow.projects SET created_by = 'user:' || @bert")]
    [InlineData("DELETE FROM devflow.projects WHERE id = @annasProject", NoRow)]
    [InlineData("INSERT INTO devflow.projects (id, name, created_by) VALUES (gen_random_uuid(), 'planted', 'user:' || @anna)")]
    [InlineData("INSERT INTO devflow.project_secrets (id, project_id, name) VALUES (gen_random_uuid(), @annasProject, 'production/PLANTED')")]
    [InlineData("UPDATE devflow.project_secrets SET project_id = @annasProject")]
    [InlineData("INSERT INTO devflow.project_secret_versions (secret_id, version, project_id, data_key, content, created_by) SELECT @annasProjectSecret, 9, @annasProject, id, '', 'me' FROM devflow.data_keys LIMIT 1")]
    [InlineData("UPDATE devflow.users SET role = 'admin'", NoRow)]
    [InlineData("ALTER TABLE devflow.user_secrets DISABLE ROW LEVEL SECURITY")]
    [InlineData("DROP POLICY own ON devflow.user_secrets")]
    [InlineData("SET ROLE postgres")]
    [InlineData("SET row_security = off; SELECT * FROM devflow.user_secrets")]
    [InlineData("TRUNCATE devflow.user_secrets CASCADE")]
    [InlineData("COPY devflow.user_secrets FROM PROGRAM 'id'")]
    [InlineData("SELECT devflow.user_secrets_to_copy(10, now()) WHERE false; SELECT * FROM pg_authid")]
    public async Task A_forged_statement_changes_nothing_of_others(string sql, string expected = PostgresErrorCodes.InsufficientPrivilege)
    {
        await using var vault = await FillAsync();
        var before = await StateAsync(vault);
        var values = new
        {
            anna = vault.Anna().User,
            bert = vault.Bert().User,
            annasSecret = await vault.ScalarAsync($"SELECT id FROM devflow.user_secrets WHERE owner = '{vault.Anna().User}' LIMIT 1"),
            annasProject = await vault.ScalarAsync("SELECT id FROM devflow.projects WHERE name = 'shop'"),
            annasProjectSecret = await vault.ScalarAsync("SELECT s.id FROM devflow.project_secrets s JOIN devflow.projects p ON p.id = s.project_id WHERE p.name = 'shop' LIMIT 1"),
        };

        var outcome = "";
        try
        {
            outcome = $"{await vault.Database.Vault.RunAsync(vault.Bert(), (connection, _) => connection.ExecuteAsync(sql, values), Token)} rows";
        }
        catch (Exception fault) when ((fault as PostgresException ?? fault.InnerException) is PostgresException refused)
        {
            outcome = refused.SqlState;
        }

        // Refused for want of the right, and for no slip in the statement; or there was nothing to be seen that it could change.
        Assert.Equal(expected, outcome);
        Assert.Equal(before, await StateAsync(vault));
    }

    [Fact]
    public async Task What_is_to_be_copied_is_told_to_the_engines_own_work_alone()
    {
        await using var vault = await FillAsync();
        await vault.Database.AsAdminAsync("UPDATE devflow.users SET onepassword_vault = id::text");

        foreach (var identity in new[] { vault.Anna(), vault.Bert(), vault.Chief(), VaultIdentity.OfService("mcp-gateway") })
            Assert.Equal(0, await vault.Database.Vault.RunAsync(identity, (connection, _) => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM devflow.user_secrets_to_copy(100, now())"), Token));
        Assert.Equal(3, await vault.Database.Vault.RunAsync(
            VaultIdentity.Maintenance("write-through"), (connection, _) => connection.ExecuteScalarAsync<long>("SELECT count(*) FROM devflow.user_secrets_to_copy(100, now())"), Token));
    }

    // All that is Anna's, in the words of the database; and the roles of everybody.
    private static Task<object?> StateAsync(TestVault vault) => vault.ScalarAsync($"""
        SELECT md5(concat(
            (SELECT string_agg(t::text, '|' ORDER BY t::text) FROM devflow.user_secrets t WHERE owner = '{vault.Anna().User}'),
            (SELECT string_agg(t::text, '|' ORDER BY t::text) FROM devflow.user_secret_versions t WHERE owner = '{vault.Anna().User}'),
            (SELECT string_agg(t::text, '|' ORDER BY t::text) FROM devflow.projects t WHERE name <> 'blog'),
            (SELECT string_agg(t::text, '|' ORDER BY t::text) FROM devflow.project_members t JOIN devflow.projects p ON p.id = t.project_id WHERE p.name <> 'blog'),
            (SELECT string_agg(t::text, '|' ORDER BY t::text) FROM devflow.project_secrets t JOIN devflow.projects p ON p.id = t.project_id WHERE p.name <> 'blog'),
            (SELECT string_agg(t::text, '|' ORDER BY t::text) FROM devflow.project_secret_versions t JOIN devflow.projects p ON p.id = t.project_id WHERE p.name <> 'blog'),
            (SELECT string_agg(t::text, '|' ORDER BY t::text) FROM devflow.data_keys t WHERE owner NOT IN ('{vault.Bert().Principal}', 'project:' || (SELECT id FROM devflow.projects WHERE name = 'blog'))),
            (SELECT string_agg(t::text, '|' ORDER BY t::text) FROM devflow.users t)))
        """);

    private static Task<string> CountAsync(TestVault vault, VaultIdentity identity) => vault.Database.Vault.RunAsync(
        identity,
        async (connection, _) =>
        {
            var counts = new List<long>();
            foreach (var table in _tables)
                counts.Add(await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM devflow.{table}"));
            return string.Join(' ', counts);
        },
        Token);

    private static async Task<Guid> AddedAsync(TestVault vault, string name) => (await vault.Database.AddUserAsync(name)).User!.Value;

    private async Task<TestVault> FillAsync()
    {
        var vault = await CreateAsync(server);
        vault.Add("anna", await vault.Database.AddUserAsync("anna"));
        vault.Add("bert", await vault.Database.AddUserAsync("bert"));
        vault.Add("chief", await vault.Database.AddUserAsync("chief", isAdmin: true));
        foreach (var name in new[] { "one", "two" })
            await vault.Users.As(vault.Anna()).WriteAsync(name, Value($"annas-{name}"), null, null, Token);
        await vault.Users.As(vault.Bert()).WriteAsync("one", Value("berts-one"), null, null, Token);
        await vault.Projects.CreateAsync(vault.Anna(), "shop", Token);
        await vault.Projects.CreateAsync(vault.Bert(), "blog", Token);
        await vault.Members.SetAsync(vault.Anna(), "shop", "service:mcp-gateway", "viewer", Token);
        foreach (var key in new[] { "ONE", "TWO" })
            await vault.ProjectSecrets.As(vault.Anna()).WriteAsync("shop", "production", key, Value("shop-value"), null, Token);
        await vault.ProjectSecrets.As(vault.Bert()).WriteAsync("blog", "production", "ONE", Value("blog-value"), null, Token);
        return vault;
    }
}
