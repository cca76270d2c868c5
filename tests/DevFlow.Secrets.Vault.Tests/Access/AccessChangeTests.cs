using DevFlow.Secrets.Vault.Tests.Support;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Access;

/// <summary>Who gets access, and who loses it, is on record.</summary>
public sealed class AccessChangeTests(VaultServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Projects_and_their_members_are()
    {
        await using var vault = await TestVault.CreateAsync(server);
        var anna = await vault.Database.AddUserAsync("anna");
        var ben = await vault.Database.AddUserAsync("ben");

        await vault.Projects.CreateAsync(anna, "shop", Cancel);
        await vault.Members.SetAsync(anna, "shop", "ben", "viewer", Cancel);
        await vault.Members.SetAsync(anna, "shop", "ben", "editor", Cancel);
        await vault.Members.RemoveAsync(anna, "shop", "ben", Cancel);
        await vault.Members.RemoveAsync(anna, "shop", "ben", Cancel);
        await Assert.ThrowsAsync<VaultException>(() => vault.Members.RemoveAsync(anna, "shop", "anna", Cancel));
        await vault.Projects.DeleteAsync(anna, "shop", Cancel);

        Assert.Equal(
            [
                "api:project shop written", $"api:member shop/{ben} as viewer written", $"api:member shop/{ben} as editor written", $"api:member shop/{ben} removed",
                "api:project shop removed",
            ],
            vault.ChangesOnRecord);
    }

    [Fact]
    public async Task People_keys_and_sessions_are()
    {
        await using var vault = await TestVault.CreateAsync(server);
        var chief = await vault.Database.AddUserAsync("chief", isAdmin: true);
        var users = new UserAccounts(vault.Database.Vault, vault.Changes);
        var keys = new ApiKeys(vault.Database.Vault, vault.Changes, TimeProvider.System);
        var sessions = new Sessions(vault.Database.Vault, _ => new((IReadOnlyList<SecretValue>)[TestVault.Value("session-secret")]), vault.Changes, TimeProvider.System);

        var anna = (await users.AddAsync(chief, "anna", displayName: null, UserRoles.Member, Cancel)).ToIdentity();
        await users.ChangeAsync(chief, anna.User!.Value, new(UserRoles.Admin, DisplayName: null), Cancel);
        var (key, _) = await keys.IssueAsync(anna, "laptop", expiresAt: null, audience: null, Cancel);
        await keys.RevokeAsync(chief, anna.User.Value, key.Id, Cancel);
        await Assert.ThrowsAsync<VaultException>(() => keys.RevokeAsync(chief, anna.User.Value, Guid.NewGuid(), Cancel));
        await sessions.EndAllAsync(anna, Cancel);
        var local = await sessions.LocalAdministratorAsync(Cancel);
        await sessions.LocalAdministratorAsync(Cancel);

        Assert.Equal(
            [
                $"api:user {anna} as member written", $"api:user {anna} as admin written", $"api:api-key {anna}/{key.Id} written", $"api:api-key {anna}/{key.Id} removed",
                $"api:sessions {anna} removed", $"api:user user:{local.Id} as admin written",
            ],
            vault.ChangesOnRecord);
    }

    [Fact]
    public async Task What_cannot_be_put_on_record_is_not_changed()
    {
        await using var database = await server.CreateDatabaseAsync();
        var chief = await database.AddUserAsync("chief", isAdmin: true);
        var anna = await database.AddUserAsync("anna");
        await new ProjectRegistry(database.Vault, new((_, _) => ValueTask.CompletedTask)).CreateAsync(anna, "shop", Cancel);
        var changes = new AccessChanges((_, _) => throw new SecretAuditException("The audit cannot be written."));
        Func<Task>[] all =
        [
            () => new ProjectRegistry(database.Vault, changes).DeleteAsync(anna, "shop", Cancel),
            () => new ProjectRegistry(database.Vault, changes).CreateAsync(anna, "blog", Cancel),
            () => new ProjectMembers(database.Vault, changes).SetAsync(anna, "shop", "chief", "viewer", Cancel),
            () => new UserAccounts(database.Vault, changes).AddAsync(chief, "eve", displayName: null, UserRoles.Member, Cancel),
            () => new UserAccounts(database.Vault, changes).ChangeAsync(chief, anna.User!.Value, new(UserRoles.Admin, DisplayName: null), Cancel),
            () => new ApiKeys(database.Vault, changes, TimeProvider.System).IssueAsync(anna, "laptop", expiresAt: null, audience: null, Cancel),
        ];

        foreach (var change in all)
            await Assert.ThrowsAsync<SecretAuditException>(change);

        await using var admin = NpgsqlDataSource.Create(database.AdminConnectionString);
        await using var state = admin.CreateCommand("""
            SELECT (SELECT string_agg(name || ' ' || role, ', ' ORDER BY name) FROM devflow.users) || '; '
                || (SELECT string_agg(name, ', ') FROM devflow.projects) || ' ' || (SELECT count(*) FROM devflow.project_members) || '; '
                || (SELECT count(*) FROM devflow.api_keys)
            """);
        Assert.Equal("anna member, chief admin; shop 1; 0", await state.ExecuteScalarAsync(Cancel));
    }
}
