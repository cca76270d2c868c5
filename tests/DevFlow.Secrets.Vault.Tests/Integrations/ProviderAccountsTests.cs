using Dapper;
using DevFlow.Secrets.Vault.Tests.Support;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Integrations;

/// <summary>Accounts elsewhere in the database: each person's own, whatever is tried.</summary>
public sealed class ProviderAccountsTests(VaultServer server) : IAsyncLifetime
{
    private static readonly AccountProvider _gitHub = AccountProvider.GitHub(new("https://github.example"), new("https://api.github.example"), "read:user repo");
    private static readonly ProviderAccount _account = new("4711", "anna-there");

    private TestVault _vault = null!;
    private VaultIdentity _anna = null!;
    private VaultIdentity _bert = null!;
    private VaultIdentity _chief = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _vault = await TestVault.CreateAsync(server);
        (_anna, _bert, _chief) = (await _vault.Database.AddUserAsync("anna"), await _vault.Database.AddUserAsync("bert"), await _vault.Database.AddUserAsync("chief", isAdmin: true));
    }

    public ValueTask DisposeAsync() => _vault.DisposeAsync();

    [Fact]
    public async Task Nobody_sees_changes_or_makes_up_an_account_of_somebody_else()
    {
        await Accounts().ConnectAsync(_anna.User!.Value, _gitHub, _account, Tokens(), Cancel);
        const string Change = "UPDATE devflow.provider_accounts SET account_id = '666'";
        const string Delete = "DELETE FROM devflow.provider_accounts";
        var signIn = VaultIdentity.Maintenance("sign-in");
        var work = VaultIdentity.Maintenance("integrations");

        foreach (var (who, sees) in new[] { (_anna, 1), (_bert, 0), (_chief, 1), (VaultIdentity.OfService("mcp-gateway"), 0), (VaultIdentity.Maintenance("retention"), 0), (signIn, 1), (work, 1) })
            Assert.Equal((who, sees), (who, await _vault.Database.Vault.RunAsync(who, (connection, _) => connection.ExecuteScalarAsync<int>("SELECT count(*)::int FROM devflow.provider_accounts"), Cancel)));
        foreach (var who in (VaultIdentity[])[_bert, _chief, signIn, VaultIdentity.OfService("mcp-gateway")])
            Assert.Equal((who, 0), (who, await DoAsync(who, Change)));
        foreach (var who in (VaultIdentity[])[_bert, signIn, work])
            Assert.Equal((who, 0), (who, await DoAsync(who, Delete)));
        foreach (var (who, of, id, state) in new[] { (_bert, _anna, "null", "named"), (_bert, _anna, "'1'", "connected"), (_chief, _bert, "'1'", "connected"), (_chief, _bert, "'1'", "needs-person"), (signIn, _bert, "null", "named"), (work, _bert, "null", "named") })
        {
            var insert = $"INSERT INTO devflow.provider_accounts (id, user_id, provider, account_id, account_name, state, connected_at) VALUES (gen_random_uuid(), '{of.User}', 'atlassian', {id}, 'x', '{state}', {(state == "named" ? "null" : "now()")})";
            Assert.Equal(VaultError.Forbidden, (await Assert.ThrowsAsync<VaultException>(() => DoAsync(who, insert))).Error);
        }

        var taking = $"INSERT INTO devflow.provider_accounts (id, user_id, provider, account_id, account_name, state, connected_at) VALUES (gen_random_uuid(), '{_bert.User}', 'github', '4711', 'x', 'connected', now())";
        Assert.Equal(PostgresErrorCodes.UniqueViolation, (await Assert.ThrowsAsync<PostgresException>(() => DoAsync(_bert, taking))).SqlState);
        Assert.Equal("4711", await _vault.ScalarAsync("SELECT account_id FROM devflow.provider_accounts"));
    }

    [Fact]
    public async Task What_cannot_be_put_on_record_is_not_connected_and_leaves_no_token()
    {
        var accounts = new ProviderAccounts(_vault.Database.Vault, _vault.Users, new AccessChanges((_, _) => throw new IOException("no space")), _vault.Time);

        await Assert.ThrowsAsync<IOException>(() => accounts.ConnectAsync(_anna.User!.Value, _gitHub, _account, Tokens(), Cancel));

        Assert.Equal((0L, 0L), (await _vault.CountAsync("provider_accounts"), await _vault.CountAsync("user_secret_versions")));
    }

    [Fact]
    public async Task An_account_that_is_connected_anew_has_the_tokens_that_came_last_and_no_other_refresh_token()
    {
        await Accounts().ConnectAsync(_anna.User!.Value, _gitHub, _account, Tokens() with { Refresh = TestVault.Value("refresh-of-before") }, Cancel);
        await Accounts().ConnectAsync(_anna.User!.Value, _gitHub, _account with { Name = "anna-renamed" }, Tokens() with { Access = TestVault.Value("second") }, Cancel);

        var own = _vault.Users.As(_anna);
        Assert.Equal("second", (await own.TryReadAsync("github/token", version: null, Cancel))!.Reveal());
        Assert.Null(await own.TryReadAsync("github/refresh-token", version: null, Cancel));
        Assert.Equal("anna-renamed", Assert.Single(await Accounts().ListAsync(_anna, _anna.User!.Value, Cancel)).Account);
        Assert.Equal(_anna.User, (await Accounts().OwnerOfAsync(_gitHub, new("4711", "called-otherwise"), Cancel))!.Id);
        Assert.Null(await Accounts().OwnerOfAsync(_gitHub, new("4712", "anna-renamed"), Cancel));
    }

    private ProviderAccounts Accounts() => new(_vault.Database.Vault, _vault.Users, _vault.Changes, _vault.Time);

    private Task<int> DoAsync(VaultIdentity who, string sql) => _vault.Database.Vault.RunAsync(who, (connection, _) => connection.ExecuteAsync(sql), Cancel);

    private static ProviderTokens Tokens() => new(TestVault.Value("first"), Refresh: null, Lifetime: null, Scopes: null);
}
