using DevFlow.Secrets.Vault.Tests.Support;

namespace DevFlow.Secrets.Vault.Tests.Registry;

public sealed class KeyRewrapTests(VaultServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private readonly LocalKeyEncryptionKey _old = Keys.Local(1);
    private readonly LocalKeyEncryptionKey _new = Keys.Local(2);

    [Fact]
    public async Task Everything_is_wrapped_anew_opens_under_the_new_key_alone_and_the_old_one_is_retired()
    {
        await using var database = await server.CreateDatabaseAsync();
        var anna = await database.AddUserAsync("anna");
        var registry = new KeyRegistry(database.Vault);
        await registry.AdmitAsync(new KeyRing(_old), Cancel);
        await WriteAsync(Users(database, _old).As(anna), 25);
        await registry.AdmitAsync(new KeyRing(_new, _old), Cancel);

        var batches = new List<int>();
        var result = await Rewrap(database, batch: 10).RunAsync(batches.Add, Cancel);

        Assert.Equal([10, 10, 5], batches);
        Assert.Equal(25, result.Wrapped);
        Assert.Equal([_old.Id], result.Spare);
        Assert.Empty(result.Refused);
        Assert.Equal(
            [(_old.Id, VaultKeyState.Retired, 0L), (_new.Id, VaultKeyState.Active, 25L)],
            (await registry.ListAsync(Cancel)).Select(key => (key.Id, key.State, key.DataKeys)));
        Assert.Equal(25, (await Vaults.ReadAllAsync(Users(database, _new).As(anna))).Count);
        // The old key can go: without it the vault is admitted.
        await registry.AdmitAsync(new KeyRing(_new), Cancel);
    }

    [Fact]
    public async Task Readers_and_writers_go_on_meanwhile()
    {
        await using var database = await server.CreateDatabaseAsync();
        var anna = await database.AddUserAsync("anna");
        await new KeyRegistry(database.Vault).AdmitAsync(new KeyRing(_old), Cancel);
        var ring = new KeyRing(_old);
        var users = Vaults.Users(database.Vault, () => Volatile.Read(ref ring));
        var secrets = users.As(anna);
        await WriteAsync(secrets, 100);
        using var done = new CancellationTokenSource();
        var writes = 0;
        var traffic = Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; !done.IsCancellationRequested; i++)
            {
                var name = $"secret-{((worker * 25) + i) % 100}";
                await secrets.WriteAsync(name, Keys.Value($"{worker}:{i}"), expiresAt: null, expectedVersion: null, Cancel);
                Assert.NotNull(await secrets.TryReadAsync(name, version: null, Cancel));
                if (i % 10 == 9)
                    await secrets.DeleteAsync(name, Cancel);
                Interlocked.Increment(ref writes);
            }
        }, Cancel)).ToList();

        // Three changes of the key, one after the other, under the same traffic.
        LocalKeyEncryptionKey[] keys = [_old, _new, Keys.Local(3), Keys.Local(4)];
        for (var i = 1; i < keys.Length; i++)
        {
            var before = Volatile.Read(ref writes);
            var both = new KeyRing(keys[i], keys[i - 1]);
            Volatile.Write(ref ring, both);
            await new KeyRegistry(database.Vault).AdmitAsync(both, Cancel);
            var result = await Rewrap(database, batch: 7, both).RunAsync(progress: null, Cancel);
            Assert.Equal([keys[i - 1].Id], result.Spare);
            while (Volatile.Read(ref writes) < before + 20 && !traffic.Any(task => task.IsFaulted))
                await Task.Delay(5, Cancel);
        }

        await done.CancelAsync();
        await Task.WhenAll(traffic);
        await Vaults.ReadAllAsync(Vaults.Users(database.Vault, () => new KeyRing(keys[^1])).As(anna));
        Assert.Equal(0, await DataKeys.CountAsync(database, VaultIdentity.Maintenance("test"), $"SELECT count(*) FROM devflow.data_keys WHERE key_id <> '{keys[^1].Id}'"));
    }

    [Fact]
    public async Task Several_engines_share_the_work_and_wrap_nothing_twice()
    {
        await using var database = await server.CreateDatabaseAsync();
        var anna = await database.AddUserAsync("anna");
        var registry = new KeyRegistry(database.Vault);
        await registry.AdmitAsync(new KeyRing(_old), Cancel);
        await WriteAsync(Users(database, _old).As(anna), 120);
        await registry.AdmitAsync(new KeyRing(_new, _old), Cancel);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Rewrap(database, batch: 5).RunAsync(progress: null, Cancel)));

        Assert.Equal(120, results.Sum(result => result.Wrapped));
        Assert.All(results, result => Assert.Equal([_old.Id], result.Spare));
        Assert.Equal(120, (await Vaults.ReadAllAsync(Users(database, _new).As(anna))).Count);
    }

    [Fact]
    public async Task What_does_not_open_is_named_and_left_and_the_old_key_is_kept()
    {
        await using var database = await server.CreateDatabaseAsync();
        var anna = await database.AddUserAsync("anna");
        var registry = new KeyRegistry(database.Vault);
        await registry.AdmitAsync(new KeyRing(_old), Cancel);
        await WriteAsync(Users(database, _old).As(anna), 30);
        await database.AsAdminAsync("UPDATE devflow.data_keys SET wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1) WHERE id = (SELECT min(id::text)::uuid FROM devflow.data_keys)");
        await registry.AdmitAsync(new KeyRing(_new, _old), Cancel);

        var result = await Rewrap(database, batch: 10).RunAsync(progress: null, Cancel);

        Assert.Equal(29, result.Wrapped);
        Assert.Single(result.Refused);
        Assert.Empty(result.Spare);
        Assert.Equal((VaultKeyState.Retiring, 1L), (await registry.ListAsync(Cancel)).Where(key => key.Id == _old.Id).Select(key => (key.State, key.DataKeys)).Single());
    }

    [Fact]
    public async Task A_writer_that_is_under_way_with_the_old_key_is_waited_for()
    {
        await using var database = await server.CreateDatabaseAsync();
        var registry = new KeyRegistry(database.Vault);
        await registry.AdmitAsync(new KeyRing(_old), Cancel);
        var secret = await Keys.Envelope(_old).SealAsync(new(SecretTier.User, "user:6f9619ff-8b86-d011-b42d-00cf4fc964ff", "a", 1), Keys.Value("late"), Cancel);
        var written = new TaskCompletionSource();
        var mayCommit = new TaskCompletionSource();
        var writer = database.Vault.RunAsync(
            VaultIdentity.Maintenance("test"),
            async (connection, token) =>
            {
                await Dapper.SqlMapper.ExecuteAsync(connection, DataKeys.Insert, new { secret.Key.Id, tier = "user", Owner = "user:6f9619ff-8b86-d011-b42d-00cf4fc964ff", secret.Key.KeyId, secret.Key.Wrapped });
                written.SetResult();
                await mayCommit.Task;
            },
            Cancel);
        await written.Task;
        await registry.AdmitAsync(new KeyRing(_new, _old), Cancel);

        var rewrap = Rewrap(database, batch: 10).RunAsync(progress: null, Cancel);
        while (await DataKeys.CountAsync(database, VaultIdentity.Maintenance("test"), "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") == 0)
            await Task.Delay(5, Cancel);
        Assert.False(rewrap.IsCompleted);
        mayCommit.SetResult();
        await writer;

        Assert.Equal(1, (await rewrap).Wrapped);
        Assert.Equal((VaultKeyState.Retired, 0L), (await registry.ListAsync(Cancel)).Where(key => key.Id == _old.Id).Select(key => (key.State, key.DataKeys)).Single());
    }

    [Fact]
    public async Task An_engine_whose_key_is_no_longer_the_active_one_touches_nothing()
    {
        await using var database = await server.CreateDatabaseAsync();
        var anna = await database.AddUserAsync("anna");
        var registry = new KeyRegistry(database.Vault);
        await registry.AdmitAsync(new KeyRing(_new), Cancel);
        await WriteAsync(Users(database, _new).As(anna), 3);

        var fault = await Assert.ThrowsAsync<VaultException>(() => Rewrap(database, batch: 10, new KeyRing(_old, _new)).RunAsync(progress: null, Cancel));

        Assert.Equal(VaultError.Conflict, fault.Error);
        Assert.Equal(3, (await Vaults.ReadAllAsync(Users(database, _new).As(anna))).Count);
    }

    private static UserSecrets Users(TestDatabase database, LocalKeyEncryptionKey key) => Vaults.Users(database.Vault, () => new KeyRing(key));

    private KeyRewrap Rewrap(TestDatabase database, int batch, KeyRing? ring = null) =>
        new(database.Vault, () => ring ?? new KeyRing(_new, _old), TimeProvider.System) { BatchSize = batch };

    private static async Task WriteAsync(PersonalSecrets secrets, int count)
    {
        for (var i = 0; i < count; i++)
            await secrets.WriteAsync($"secret-{i}", Keys.Value($"value {i}"), expiresAt: null, expectedVersion: null, Cancel);
    }
}
