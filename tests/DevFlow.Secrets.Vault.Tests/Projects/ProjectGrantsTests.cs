using DevFlow.Secrets.Vault.Tests.Support;
using Npgsql;
using static DevFlow.Secrets.Vault.Tests.Support.TestVault;

namespace DevFlow.Secrets.Vault.Tests.Projects;

/// <summary>Who is no member has what was granted, for as long as it was, and nothing beside it.</summary>
public sealed class ProjectGrantsTests(VaultServer server) : IAsyncLifetime
{
    private const string Key = "STRIPE_API_KEY";
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);

    private TestVault _vault = null!;
    private VaultIdentity _anna = null!;
    private VaultIdentity _ben = null!;
    private ProjectGrants _grants = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _vault = await CreateAsync(server);
        _anna = await _vault.Database.AddUserAsync("anna");
        _ben = await _vault.Database.AddUserAsync("ben");
        _grants = new(_vault.Database.Vault, _vault.Changes);
        await _vault.Projects.CreateAsync(_anna, "shop", Token);
        await _vault.Projects.CreateAsync(_anna, "blog", Token);
        foreach (var environment in VaultNames.Environments)
        {
            await _vault.ProjectSecrets.As(_anna).WriteAsync("shop", environment, Key, Value($"value-of-{environment}"), null, Token);
            await _vault.ProjectSecrets.As(_anna).WriteAsync("shop", environment, "OTHER", Value($"other-of-{environment}"), null, Token);
        }

        await _vault.ProjectSecrets.As(_anna).WriteAsync("blog", "staging", Key, Value("value-of-blog"), null, Token);
    }

    public ValueTask DisposeAsync() => _vault.DisposeAsync();

    [Fact]
    public async Task One_secret_is_read_and_no_other_and_nothing_is_written()
    {
        var secrets = _vault.ProjectSecrets.As(_ben);
        Assert.Equal(VaultError.NotFound, await ErrorAsync(() => secrets.TryReadAsync("shop", "staging", Key, Token)));

        var grant = await _grants.GrantAsync(_anna, "shop", "ben", "staging", Key, GrantAccess.Read, _day, Token);

        Assert.Equal((_ben.Principal, "staging", Key, "read", _anna.Principal, _day), (grant.Principal, grant.Environment, grant.Key, grant.Access, grant.GrantedBy, grant.ExpiresAt - grant.GrantedAt));
        Assert.Equal("value-of-staging", (await secrets.TryReadAsync("shop", "staging", Key, Token))!.Reveal());
        Assert.Single(await secrets.VersionsAsync("shop", "staging", Key, Token));
        Assert.Equal(VaultError.Forbidden, await ErrorAsync(() => secrets.TryReadAsync("shop", "staging", "OTHER", Token)));
        Assert.Equal(VaultError.Forbidden, await ErrorAsync(() => secrets.TryReadAsync("shop", "production", Key, Token)));
        Assert.Equal(VaultError.NotFound, await ErrorAsync(() => secrets.TryReadAsync("blog", "staging", Key, Token)));
        Assert.Equal(VaultError.Forbidden, await ErrorAsync(() => secrets.ListAsync("shop", "staging", Token)));
        Assert.Equal(VaultError.Forbidden, await ErrorAsync(() => secrets.WriteAsync("shop", "staging", Key, Value("mine"), null, Token)));
        Assert.Equal(VaultError.Forbidden, await ErrorAsync(() => secrets.RestoreAsync("shop", "staging", Key, 1, null, Token)));
        Assert.Equal(VaultError.Forbidden, await ErrorAsync(() => secrets.DeleteAsync("shop", "staging", Key, Token)));
        Assert.Equal("1 1 1", await SeenAsync(_ben));

        Assert.Contains($"api:grant shop/staging/{Key} to {_ben.Principal} as read written", _vault.ChangesOnRecord);
        Assert.True(await _grants.RevokeAsync(_anna, "shop", grant.Id, Token));
        Assert.Equal(VaultError.NotFound, await ErrorAsync(() => secrets.TryReadAsync("shop", "staging", Key, Token)));
        Assert.Contains($"api:grant shop/staging/{Key} to {_ben.Principal} as read removed", _vault.ChangesOnRecord);
        Assert.Equal("0 0 0", await SeenAsync(_ben));
    }

    [Fact]
    public async Task An_environment_is_read_written_and_listed_and_what_has_expired_counts_no_more()
    {
        var service = VaultIdentity.OfService("deployer");
        var secrets = _vault.ProjectSecrets.As(service);
        var grant = await _grants.GrantAsync(_anna, "shop", "service:deployer", "staging", key: null, GrantAccess.Write, _day, Token);

        Assert.Equal(["OTHER", Key], (await secrets.ListAsync("shop", "staging", Token)).Select(secret => secret.Key));
        Assert.Equal(2, (await secrets.WriteAsync("shop", "staging", Key, Value("value-of-the-service"), 1, Token)).Version);
        Assert.Equal(1, (await secrets.WriteAsync("shop", "staging", "NEW", Value("new-of-the-service"), 0, Token)).Version);
        Assert.Equal(3, (await secrets.RestoreAsync("shop", "staging", Key, 1, null, Token)).Version);
        Assert.Equal("value-of-staging", (await _vault.ProjectSecrets.As(_anna).TryReadAsync("shop", "staging", Key, Token))!.Reveal());
        Assert.Equal(VaultError.Forbidden, await ErrorAsync(() => secrets.DeleteAsync("shop", "staging", Key, Token)));
        Assert.Equal(VaultError.Forbidden, await ErrorAsync(() => secrets.WriteAsync("shop", "production", Key, Value("mine"), null, Token)));
        Assert.Equal(VaultError.Forbidden, await ErrorAsync(() => secrets.ListAsync("shop", "production", Token)));
        Assert.Equal([grant.Id], (await _grants.ListAsync(service, "shop", Token)).Select(one => one.Id));

        await _vault.ScalarAsync("UPDATE devflow.project_grants SET granted_at = now() - interval '2 days', expires_at = now()");

        Assert.Equal(VaultError.NotFound, await ErrorAsync(() => secrets.TryReadAsync("shop", "staging", Key, Token)));
        Assert.Equal(VaultError.NotFound, await ErrorAsync(() => secrets.WriteAsync("shop", "staging", Key, Value("late"), null, Token)));
        Assert.Equal("0 0 0", await SeenAsync(service));
        Assert.Empty(await _grants.ListAsync(_anna, "shop", Token));
    }

    [Fact]
    public async Task Only_admins_grant_within_bounds_and_whoever_is_erased_has_nothing()
    {
        var chief = await _vault.Database.AddUserAsync("chief", isAdmin: true);
        await _vault.Members.SetAsync(_anna, "shop", "service:writer", ProjectRoles.Editor, Token);
        var grant = await _grants.GrantAsync(chief, "shop", "ben", "staging", Key, GrantAccess.Write, _day, Token);

        foreach (var (who, error) in ((VaultIdentity, VaultError)[])[(VaultIdentity.OfService("writer"), VaultError.Forbidden), (_ben, VaultError.Forbidden), (VaultIdentity.OfService("stranger"), VaultError.NotFound)])
            Assert.Equal(error, await ErrorAsync(() => _grants.GrantAsync(who, "shop", "service:friend", "staging", Key, GrantAccess.Read, _day, Token)));
        Assert.False(await _grants.RevokeAsync(VaultIdentity.OfService("writer"), "shop", grant.Id, Token));
        Assert.False(await _grants.RevokeAsync(_anna, "blog", grant.Id, Token));
        Assert.Empty(await _grants.ListAsync(VaultIdentity.OfService("writer"), "shop", Token));
        foreach (var (environment, key, access, duration) in ((string, string?, string, TimeSpan)[])
            [("test", Key, "read", _day), ("staging", "A-B", "read", _day), ("staging", Key, "own", _day), ("staging", Key, "read", TimeSpan.Zero), ("staging", Key, "read", TimeSpan.FromDays(91)), ("staging", Key, "read", -_day)])
            Assert.Equal(VaultError.Invalid, await ErrorAsync(() => _grants.GrantAsync(_anna, "shop", "ben", environment, key, access, duration, Token)));
        Assert.Equal(VaultError.NotFound, await ErrorAsync(() => _grants.GrantAsync(_anna, "shop", "nobody", "staging", Key, "read", _day, Token)));

        var refusing = new ProjectGrants(_vault.Database.Vault, new AccessChanges((_, _) => throw new SecretAuditException("the disk is full")));
        await Assert.ThrowsAsync<SecretAuditException>(() => refusing.GrantAsync(_anna, "shop", "ben", "production", Key, "read", _day, Token));
        await Assert.ThrowsAsync<SecretAuditException>(() => refusing.RevokeAsync(_anna, "shop", grant.Id, Token));
        Assert.Equal([grant.Id], (await _grants.ListAsync(_anna, "shop", Token)).Select(one => one.Id));

        await new Erasure(_vault.Database.Vault, _vault.RecordAsync).EraseAsync(chief, _ben.User!.Value, confirmation: null, Token);
        Assert.Equal(0, await _vault.CountAsync("project_grants"));
        Assert.Equal(VaultError.NotFound, await ErrorAsync(() => _vault.ProjectSecrets.As(_ben).TryReadAsync("shop", "staging", Key, Token)));
    }

    [Fact]
    public async Task Nobody_makes_more_of_a_grant_in_SQL()
    {
        const string State = "SELECT md5(string_agg(t, '|' ORDER BY t)) FROM (SELECT g::text FROM devflow.project_grants g UNION ALL SELECT s::text FROM devflow.project_secrets s UNION ALL SELECT v::text FROM devflow.project_secret_versions v UNION ALL SELECT m::text FROM devflow.project_members m) x (t)";
        string[] both =
        [
            "INSERT INTO devflow.project_grants (id, project_id, principal, environment, access, granted_by, expires_at) SELECT gen_random_uuid(), id, devflow.principal(), 'production', 'write', devflow.principal(), now() + interval '1 day' FROM devflow.projects",
            "UPDATE devflow.project_grants SET expires_at = now() + interval '80 days'",
            "UPDATE devflow.project_grants SET access = 'write', key = NULL",
            "INSERT INTO devflow.project_secrets (id, project_id, name) SELECT gen_random_uuid(), id, 'staging/MINE' FROM devflow.projects",
            "INSERT INTO devflow.project_members (project_id, principal, role, added_by) SELECT id, devflow.principal(), 'admin', devflow.principal() FROM devflow.projects",
            $"INSERT INTO devflow.project_secret_versions (secret_id, version, project_id, data_key, content, created_by) SELECT '{await _vault.ScalarAsync("SELECT id FROM devflow.project_secrets WHERE name = 'staging/OTHER'")}', 9, id, (SELECT id FROM devflow.data_keys LIMIT 1), '', 'me' FROM devflow.projects",
        ];
        string[] read = ["INSERT INTO devflow.data_keys (id, tier, owner, key_id, wrapped) SELECT gen_random_uuid(), 'project', 'project:' || id, 'local:k', '' FROM devflow.projects"];
        string[] write =
        [
            "UPDATE devflow.project_secrets SET name = 'staging/MINE'",
            "UPDATE devflow.project_secrets SET name = 'production/MINE'",
            $"UPDATE devflow.project_secrets SET project_id = '{await _vault.ScalarAsync("SELECT id FROM devflow.projects WHERE name = 'blog'")}'",
        ];
        // No error, but no row either: to whom a row may not be changed, it is not there.
        string[] unseen = ["DELETE FROM devflow.data_keys", "UPDATE devflow.data_keys SET owner = 'user:' || devflow.user_id()"];

        foreach (var (access, refused) in ((string, string[])[])[(GrantAccess.Read, [.. both, .. read]), (GrantAccess.Write, [.. both, .. write])])
        {
            await _vault.ScalarAsync("DELETE FROM devflow.project_grants");
            await _grants.GrantAsync(_anna, "shop", "ben", "staging", Key, access, _day, Token);
            var before = await _vault.ScalarAsync(State);
            foreach (var sql in refused)
                Assert.True(await ErrorAsync(() => ExecuteAsync(sql)) is VaultError.Forbidden, $"{access}: {sql}");
            foreach (var sql in unseen)
                Assert.True(await ErrorAsync(() => ExecuteAsync(sql)) is null, sql);
            Assert.Equal(before, await _vault.ScalarAsync(State));
            Assert.Equal("value-of-staging", (await _vault.ProjectSecrets.As(_ben).TryReadAsync("shop", "staging", Key, Token))!.Reveal());
        }
    }

    private Task ExecuteAsync(string sql) => _vault.Database.Vault.RunAsync(_ben, async (connection, token) =>
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(token);
    }, Token);

    // How many secrets, versions and data keys the caller sees without asking whose they are.
    private Task<string?> SeenAsync(VaultIdentity identity) => _vault.Database.Vault.RunAsync(identity, async (connection, token) =>
    {
        await using var command = new NpgsqlCommand(
            "SELECT (SELECT count(*) FROM devflow.project_secrets) || ' ' || (SELECT count(*) FROM devflow.project_secret_versions) || ' ' || (SELECT count(*) FROM devflow.data_keys)", connection);
        return (string?)await command.ExecuteScalarAsync(token);
    }, Token);

    private static async Task<VaultError?> ErrorAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (VaultException fault)
        {
            return fault.Error;
        }
    }
}
