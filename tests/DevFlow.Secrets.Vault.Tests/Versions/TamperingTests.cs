using DevFlow.Secrets.Vault.Tests.Support;
using Npgsql;
using static DevFlow.Secrets.Vault.Tests.Support.TestVault;

namespace DevFlow.Secrets.Vault.Tests.Versions;

/// <summary>What somebody who owns the database can do to its rows. He reads nothing by it, and what he altered does not pass for what it was.</summary>
public sealed class TamperingTests(VaultServer server)
{
    // The rows of the secret "target" at its version 2, of "other" of the same owner, and of somebody else's "target".
    private const string Target = "(SELECT id FROM devflow.user_secrets WHERE name = 'target' AND owner = @anna)";
    private const string Other = "(SELECT id FROM devflow.user_secrets WHERE name = 'other' AND owner = @anna)";
    private const string Foreign = "(SELECT id FROM devflow.user_secrets WHERE name = 'target' AND owner = @bert)";
    private const string Row = $"WHERE secret_id = {Target} AND version = 2";
    private const string KeyOfRow = $"(SELECT data_key FROM devflow.user_secret_versions {Row})";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Alterations => new()
    {
        { "format byte", $"UPDATE devflow.user_secret_versions SET content = set_byte(content, 0, 2) {Row}" },
        { "nonce", $"UPDATE devflow.user_secret_versions SET content = set_byte(content, 5, get_byte(content, 5) # 1) {Row}" },
        { "ciphertext", $"UPDATE devflow.user_secret_versions SET content = set_byte(content, 14, get_byte(content, 14) # 128) {Row}" },
        { "tag", $"UPDATE devflow.user_secret_versions SET content = set_byte(content, length(content) - 1, get_byte(content, length(content) - 1) # 1) {Row}" },
        { "content cut off", $"UPDATE devflow.user_secret_versions SET content = substr(content, 1, length(content) - 1) {Row}" },
        { "content longer", $"UPDATE devflow.user_secret_versions SET content = content || '\\x00'::bytea {Row}" },
        { "content empty", $"UPDATE devflow.user_secret_versions SET content = '' {Row}" },
        { "content of the version before", $"UPDATE devflow.user_secret_versions SET content = (SELECT content FROM devflow.user_secret_versions WHERE secret_id = {Target} AND version = 1) {Row}" },
        { "content of another secret", $"UPDATE devflow.user_secret_versions SET content = (SELECT content FROM devflow.user_secret_versions WHERE secret_id = {Other}) {Row}" },
        { "content of another owner", $"UPDATE devflow.user_secret_versions SET content = (SELECT content FROM devflow.user_secret_versions WHERE secret_id = {Foreign}) {Row}" },
        { "wrapped key", $"UPDATE devflow.data_keys SET wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1) WHERE id = {KeyOfRow}" },
        { "wrapped key of another secret", $"UPDATE devflow.data_keys SET wrapped = (SELECT wrapped FROM devflow.data_keys WHERE id = (SELECT data_key FROM devflow.user_secret_versions WHERE secret_id = {Other})) WHERE id = {KeyOfRow}" },
        { "key id", $"UPDATE devflow.data_keys SET key_id = 'local:0000000000000000' WHERE id = {KeyOfRow}" },
        { "owner of the key", $"UPDATE devflow.data_keys SET owner = 'user:' || @bert WHERE id = {KeyOfRow}" },
        { "tier of the key", $"UPDATE devflow.data_keys SET tier = 'project' WHERE id = {KeyOfRow}" },
        { "id of the key", $"UPDATE devflow.data_keys SET id = '00000000-0000-7000-8000-000000000000' WHERE id = {KeyOfRow}; UPDATE devflow.user_secret_versions SET data_key = '00000000-0000-7000-8000-000000000000' {Row}" },
        { "another key", $"DELETE FROM devflow.user_secret_versions WHERE secret_id = {Target} AND version = 1; UPDATE devflow.user_secret_versions SET data_key = (SELECT id FROM devflow.data_keys WHERE owner = 'user:' || @anna AND NOT EXISTS (SELECT FROM devflow.user_secret_versions WHERE data_key = id)) {Row}" },
        { "the key is gone", $"DELETE FROM devflow.data_keys WHERE id = {KeyOfRow}" },
        { "the version is gone", $"DELETE FROM devflow.user_secret_versions {Row}" },
        { "all versions are gone", $"DELETE FROM devflow.user_secret_versions WHERE secret_id = {Target}" },
        { "version of the row", $"UPDATE devflow.user_secret_versions SET version = 3 {Row}" },
        { "version of both rows", $"UPDATE devflow.user_secret_versions SET version = 3 {Row}; UPDATE devflow.user_secrets SET version = 3 WHERE id = {Target}" },
        { "back to the version before", $"UPDATE devflow.user_secrets SET version = 1 WHERE id = {Target}" },
        { "owner of the version", $"UPDATE devflow.user_secret_versions SET owner = @bert {Row}" },
        { "versions of two secrets swapped", $"UPDATE devflow.user_secret_versions SET secret_id = {Other}, version = 9 {Row}; UPDATE devflow.user_secret_versions SET secret_id = {Target}, version = 2 WHERE secret_id = {Other} AND version = 1" },
    };

    [Theory]
    [MemberData(nameof(Alterations))]
    public async Task A_row_that_was_altered_does_not_open_and_nothing_else_breaks(string what, string sql)
    {
        await using var vault = await FillAsync();
        var anna = vault.Users.As(vault.Anna());

        await AlterAsync(vault, sql);

        var fault = await Assert.ThrowsAsync<VaultException>(() => anna.TryReadAsync("target", null, Token));
        Assert.True(fault.Error is VaultError.Tampered, what);
        Assert.DoesNotContain("value-of", fault.ToString(), StringComparison.Ordinal);
        Assert.Equal("error", vault.Accesses.Last().Outcome);
        if (!what.EndsWith("swapped", StringComparison.Ordinal))
            Assert.Equal("value-of-other", (await anna.TryReadAsync("other", null, Token))!.Reveal());
        Assert.Equal("value-of-bert", (await vault.Users.As(vault.Bert()).TryReadAsync("target", null, Token))!.Reveal());
        Assert.Equal(2, (await anna.ListAsync(Token)).Count);
    }

    [Fact]
    public async Task A_secret_that_was_given_another_name_or_another_owner_does_not_open_there()
    {
        await using var vault = await FillAsync();
        await AlterAsync(vault, $"UPDATE devflow.user_secrets SET name = 'renamed' WHERE id = {Other}");
        await AlterAsync(vault, $"""
            UPDATE devflow.data_keys SET owner = 'user:' || @bert WHERE id IN (SELECT data_key FROM devflow.user_secret_versions WHERE secret_id = {Target});
            UPDATE devflow.user_secret_versions SET owner = @bert WHERE secret_id = {Target};
            UPDATE devflow.user_secrets SET owner = @bert, name = 'stolen' WHERE id = {Target};
            """);

        Assert.Equal(VaultError.Tampered, (await Assert.ThrowsAsync<VaultException>(() => vault.Users.As(vault.Anna()).TryReadAsync("renamed", null, Token))).Error);
        Assert.Equal(VaultError.Tampered, (await Assert.ThrowsAsync<VaultException>(() => vault.Users.As(vault.Bert()).TryReadAsync("stolen", null, Token))).Error);
    }

    [Fact]
    public async Task A_projects_rows_that_were_moved_to_another_project_or_environment_do_not_open_there()
    {
        await using var vault = await FillAsync();
        foreach (var project in new[] { "shop", "blog" })
            await vault.Projects.CreateAsync(project == "shop" ? vault.Anna() : vault.Bert(), project, Token);
        await vault.ProjectSecrets.As(vault.Anna()).WriteAsync("shop", "production", "KEY", Value("value-of-the-shop"), null, Token);
        await vault.ProjectSecrets.As(vault.Anna()).WriteAsync("shop", "production", "STAGED", Value("value-of-the-shop"), null, Token);

        await AlterAsync(vault, """
            UPDATE devflow.project_secrets SET name = 'staging/STAGED' WHERE name = 'production/STAGED';
            UPDATE devflow.data_keys SET owner = 'project:' || (SELECT id FROM devflow.projects WHERE name = 'blog')
                WHERE id IN (SELECT v.data_key FROM devflow.project_secret_versions v JOIN devflow.project_secrets s ON s.id = v.secret_id WHERE s.name = 'production/KEY');
            UPDATE devflow.project_secret_versions SET project_id = (SELECT id FROM devflow.projects WHERE name = 'blog') WHERE secret_id = (SELECT id FROM devflow.project_secrets WHERE name = 'production/KEY');
            UPDATE devflow.project_secrets SET project_id = (SELECT id FROM devflow.projects WHERE name = 'blog') WHERE name = 'production/KEY';
            """);

        Assert.Equal(VaultError.Tampered, (await Assert.ThrowsAsync<VaultException>(() => vault.ProjectSecrets.As(vault.Bert()).TryReadAsync("blog", "production", "KEY", Token))).Error);
        Assert.Equal(VaultError.Tampered, (await Assert.ThrowsAsync<VaultException>(() => vault.ProjectSecrets.As(vault.Anna()).TryReadAsync("shop", "staging", "STAGED", Token))).Error);
        Assert.Null(await vault.ProjectSecrets.As(vault.Anna()).TryReadAsync("shop", "production", "KEY", Token));
    }

    private async Task<TestVault> FillAsync()
    {
        var vault = await CreateAsync(server);
        vault.Add("anna", await vault.Database.AddUserAsync("anna"));
        vault.Add("bert", await vault.Database.AddUserAsync("bert"));
        var anna = vault.Users.As(vault.Anna());
        await anna.WriteAsync("target", Value("value-of-1"), null, null, Token);
        await anna.WriteAsync("target", Value("value-of-2"), null, null, Token);
        await anna.WriteAsync("other", Value("value-of-other"), null, null, Token);
        await vault.Users.As(vault.Bert()).WriteAsync("target", Value("value-of-bert"), null, null, Token);
        return vault;
    }

    // Past policies, triggers and foreign keys, as who owns the server can.
    private static async Task AlterAsync(TestVault vault, string sql)
    {
        await using var connection = new NpgsqlConnection(vault.Database.AdminConnectionString);
        await connection.OpenAsync(Token);
        sql = sql.Replace("'user:' || @bert", $"'{vault.Bert().Principal}'", StringComparison.Ordinal)
            .Replace("'user:' || @anna", $"'{vault.Anna().Principal}'", StringComparison.Ordinal)
            .Replace("@anna", $"'{vault.Anna().User}'", StringComparison.Ordinal).Replace("@bert", $"'{vault.Bert().User}'", StringComparison.Ordinal);
        await using var command = new NpgsqlCommand($"SET session_replication_role = replica; {sql}", connection);
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync(Token));
    }
}
