using System.Collections.Concurrent;
using System.Diagnostics;
using Dapper;
using DevFlow.Secrets.Vault.Tests.Support;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Rights;

public sealed class ErasureTests(VaultServer server)
{
    private readonly LocalKeyEncryptionKey _key = Keys.Local(1);
    private readonly ConcurrentQueue<SecretAccess> _records = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_person_who_is_erased_nothing_is_left_but_the_fact()
    {
        await using var database = await server.CreateDatabaseAsync();
        var anna = await FillAsync(database, "anna");
        var bert = await FillAsync(database, "bert");
        var before = await PgDump.OfAsync(database.AdminConnectionString);

        var destroyed = await Erasure(database).EraseAsync(anna, anna.User!.Value, "anna", Cancel);

        var after = await PgDump.OfAsync(database.AdminConnectionString);
        Assert.Equal(6, destroyed);
        // Names of hers, of her secrets and of her keys.
        Assert.All((string[])["anna", "anna:secret", "anna's key"], text => Assert.True(before.Contains(text, StringComparison.Ordinal) && !after.Contains(text, StringComparison.Ordinal), text));
        Assert.Equal("0 0 0 0 0 1", await LeftOfAsync(database, anna));
        Assert.Equal("6 3 6 1 1 0", await LeftOfAsync(database, bert));
        var record = Assert.Single(_records);
        Assert.Equal(($"user:{anna.User}", SecretOutcomes.Removed, anna.Principal), (record.Key, record.Outcome, record.User));
    }

    [Fact]
    public async Task A_dump_from_after_the_erasure_holds_nothing_that_opens()
    {
        await using var database = await server.CreateDatabaseAsync();
        var anna = await FillAsync(database, "anna");
        var contents = await ContentsAsync(database);
        await Erasure(database).EraseAsync(anna, anna.User!.Value, "anna", Cancel);

        var dump = await PgDump.OfAsync(database.AdminConnectionString);

        Assert.Equal(6, contents.Count);
        Assert.All(contents, content => Assert.DoesNotContain(content, dump, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_copy_in_1Password_is_left_to_be_removed_without_its_name()
    {
        await using var database = await server.CreateDatabaseAsync();
        var anna = await FillAsync(database, "anna");
        await database.AsAdminAsync("UPDATE devflow.user_secrets SET copy_vault = 'vault' WHERE name = 'anna:secret 0'");

        await Erasure(database).EraseAsync(anna, anna.User!.Value, "anna", Cancel);

        await using var admin = new NpgsqlConnection(database.AdminConnectionString);
        var (name, deleted) = await admin.QuerySingleAsync<(string, bool)>("SELECT name, deleted_at IS NOT NULL FROM devflow.user_secrets");
        Assert.StartsWith("erased-", name, StringComparison.Ordinal);
        Assert.True(deleted);
        Assert.Equal(1, await DataKeys.CountAsync(database, VaultIdentity.Maintenance("copies"), "SELECT count(*) FROM devflow.user_secrets_to_copy(10, now())"));
    }

    [Fact]
    public async Task Whoever_is_erased_writes_nothing_more_with_a_token_that_still_counts()
    {
        await using var database = await server.CreateDatabaseAsync();
        var anna = await FillAsync(database, "anna");
        await database.AsAdminAsync("UPDATE devflow.user_secrets SET copy_vault = 'vault' WHERE name = 'anna:secret 0'");
        await Erasure(database).EraseAsync(anna, anna.User!.Value, "anna", Cancel);
        await using var admin = new NpgsqlConnection(database.AdminConnectionString);
        var kept = await admin.ExecuteScalarAsync<string>("SELECT name FROM devflow.user_secrets");

        var secrets = Users(database).As(anna);
        foreach (var name in (string[])["new", kept!])
        {
            var fault = await Assert.ThrowsAsync<VaultException>(() => secrets.WriteAsync(name, Keys.Value("a value"), expiresAt: null, expectedVersion: null, Cancel));
            Assert.Equal(VaultError.Forbidden, fault.Error);
        }

        Assert.Equal(VaultError.NotFound, (await Assert.ThrowsAsync<VaultException>(() => Erasure(database).EraseAsync(anna, anna.User!.Value, "anna", Cancel))).Error);
    }

    [Fact]
    public async Task It_takes_the_name_to_confirm_it_and_nobody_erases_another_but_an_administrator()
    {
        await using var database = await server.CreateDatabaseAsync();
        var anna = await FillAsync(database, "anna");
        var bert = await FillAsync(database, "bert");
        var root = await database.AddUserAsync("root", isAdmin: true);

        async Task<VaultError> FaultAsync(VaultIdentity who, VaultIdentity whom, string? name) =>
            (await Assert.ThrowsAsync<VaultException>(() => Erasure(database).EraseAsync(who, whom.User!.Value, name, Cancel))).Error;

        Assert.Equal(VaultError.Invalid, await FaultAsync(anna, anna, ""));
        Assert.Equal(VaultError.Invalid, await FaultAsync(anna, anna, "Anna"));
        Assert.Equal(VaultError.NotFound, await FaultAsync(bert, anna, "anna"));
        Assert.Equal(VaultError.Forbidden, await FaultAsync(VaultIdentity.OfService("mcp-gateway"), anna, "anna"));
        Assert.Equal(VaultError.Conflict, await FaultAsync(root, root, "root"));
        Assert.Equal("6 3 6 1 1 0", await LeftOfAsync(database, anna));
        Assert.Empty(_records);
        await Erasure(database).EraseAsync(root, anna.User!.Value, confirmation: null, Cancel);
        Assert.Equal("0 0 0 0 0 1", await LeftOfAsync(database, anna));
    }

    [Fact]
    public async Task A_writer_at_the_same_moment_leaves_nothing_behind()
    {
        for (var round = 0; round < Soak.Times(5, 200); round++)
        {
            await using var database = await server.CreateDatabaseAsync();
            var anna = await FillAsync(database, "anna");
            var secrets = Users(database).As(anna);
            var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
            {
                try
                {
                    for (var i = 0; ; i++)
                        await secrets.WriteAsync(i % 2 == 0 ? "anna:secret 0" : $"new {writer}-{i}", Keys.Value("a value"), expiresAt: null, expectedVersion: null, Cancel);
                }
                catch (VaultException fault) when (fault.Error is VaultError.Forbidden)
                {
                }
            }, Cancel)).ToList();

            await Erasure(database).EraseAsync(anna, anna.User!.Value, "anna", Cancel);
            await Task.WhenAll(writers);

            Assert.Equal("0 0 0 0 0 1", await LeftOfAsync(database, anna));
        }
    }

    [Fact]
    public async Task A_server_that_dies_half_way_has_erased_all_or_nothing()
    {
        await using var postgres = await PostgresServer.StartAsync(Cancel);
        await using var database = await TestDatabase.CreateAsync(postgres);
        for (var round = 0; round < Soak.Times(3, 30); round++)
        {
            var anna = await FillAsync(database, $"anna-{round}");
            // Held up in the middle, between the rows of secrets and the keys, in two rounds of three: then it is killed.
            await using var holder = new NpgsqlConnection($"{database.AdminConnectionString};Pooling=false");
            await holder.OpenAsync(Cancel);
            await using var held = await holder.BeginTransactionAsync(Cancel);
            await holder.ExecuteAsync((round % 3) switch
            {
                0 => "SELECT FROM devflow.data_keys FOR UPDATE",
                1 => "SELECT FROM devflow.api_keys FOR UPDATE",
                _ => "SELECT FROM devflow.sessions FOR UPDATE",
            });
            var erasure = Erasure(database).EraseAsync(anna, anna.User!.Value, $"anna-{round}", Cancel);
            while (await WaitingAsync(database) == 0)
                await Task.Delay(5, Cancel);

            Process.GetProcessById(postgres.ProcessId).Kill();
            Assert.Equal(VaultError.Unavailable, (await Assert.ThrowsAsync<VaultException>(() => erasure)).Error);
            await BackAsync(database);

            Assert.Equal("6 3 6 1 1 0", await LeftOfAsync(database, anna));
            Assert.Equal(3, (await Vaults.ReadAllAsync(Users(database).As(anna))).Count);
        }
    }

    private Erasure Erasure(TestDatabase database) => new(
        database.Vault,
        (access, _) =>
        {
            _records.Enqueue(access);
            return ValueTask.CompletedTask;
        });

    private UserSecrets Users(TestDatabase database) => Vaults.Users(database.Vault, () => new KeyRing(_key));

    private async Task<VaultIdentity> FillAsync(TestDatabase database, string name)
    {
        var person = await database.AddUserAsync(name);
        for (var i = 0; i < 6; i++)
            await Users(database).As(person).WriteAsync($"{name}:secret {i % 3}", Keys.Value($"value {i}"), expiresAt: null, expectedVersion: null, Cancel);
        await new ApiKeys(database.Vault, new((_, _) => ValueTask.CompletedTask), TimeProvider.System).IssueAsync(person, $"{name}'s key", expiresAt: null, audience: null, Cancel);
        await using var admin = new NpgsqlConnection(database.AdminConnectionString);
        await admin.ExecuteAsync(
            "INSERT INTO devflow.sessions (id, user_id, hash, created_at, expires_at) VALUES (gen_random_uuid(), @user, sha256(@user::text::bytea), now(), now() + interval '1 day')",
            new { user = person.User });
        return person;
    }

    /// <summary>Data keys, secrets, versions, keys of the API, sessions, and whether the row says that the person is erased.</summary>
    private static async Task<string> LeftOfAsync(TestDatabase database, VaultIdentity person)
    {
        await using var admin = new NpgsqlConnection(database.AdminConnectionString);
        return (await admin.ExecuteScalarAsync<string>("""
            SELECT concat_ws(' ',
                (SELECT count(*) FROM devflow.data_keys WHERE owner = 'user:' || @user),
                (SELECT count(*) FROM devflow.user_secrets WHERE owner = @user),
                (SELECT count(*) FROM devflow.user_secret_versions WHERE owner = @user),
                (SELECT count(*) FROM devflow.api_keys WHERE user_id = @user),
                (SELECT count(*) FROM devflow.sessions WHERE user_id = @user),
                (SELECT count(*) FROM devflow.users WHERE id = @user AND name = 'erased-' || id AND erased_at IS NOT NULL AND display_name IS NULL))
            """, new { user = person.User }))!;
    }

    private static async Task<List<string>> ContentsAsync(TestDatabase database)
    {
        await using var admin = new NpgsqlConnection(database.AdminConnectionString);
        return (await admin.QueryAsync<string>("SELECT encode(content, 'hex') FROM devflow.user_secret_versions")).AsList();
    }

    private static async Task<long> WaitingAsync(TestDatabase database)
    {
        await using var admin = new NpgsqlConnection($"{database.AdminConnectionString};Pooling=false");
        return await admin.ExecuteScalarAsync<long>("SELECT count(*) FROM pg_locks WHERE NOT granted");
    }

    private static async Task BackAsync(TestDatabase database)
    {
        while (true)
        {
            try
            {
                await database.AsAdminAsync("SELECT 1");
                NpgsqlConnection.ClearAllPools();
                database.Application.Clear();
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(50, Cancel);
            }
        }
    }
}
