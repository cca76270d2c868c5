using DevFlow.Secrets.Vault.Tests.Support;

namespace DevFlow.Secrets.Vault.Tests.Registry;

public sealed class KeyRegistryTests(VaultServer server)
{
    private static readonly SecretBinding _binding = new(SecretTier.User, "user:6f9619ff-8b86-d011-b42d-00cf4fc964ff", "github/token", 1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_database_takes_its_first_key_and_knows_it_again()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var key = Keys.Local(1);
        var registry = new KeyRegistry(database.Vault);

        await registry.AdmitAsync(new KeyRing(key), Cancel);
        await registry.AdmitAsync(new KeyRing(key), Cancel);

        var known = Assert.Single(await registry.ListAsync(Cancel));
        Assert.Equal((key.Id, "local", VaultKeyState.Active, 0), (known.Id, known.Kind, known.State, known.DataKeys));
    }

    [Fact]
    public async Task A_wrong_key_is_refused_with_what_to_do_and_nothing_is_written()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var right = Keys.Local(1);
        using var wrong = Keys.Local(2);
        var registry = new KeyRegistry(database.Vault);
        await registry.AdmitAsync(new KeyRing(right), Cancel);

        var fault = await Assert.ThrowsAsync<VaultException>(() => registry.AdmitAsync(new KeyRing(wrong), Cancel));

        Assert.Equal(VaultError.Unavailable, fault.Error);
        Assert.Contains(right.Id, fault.Message, StringComparison.Ordinal);
        Assert.Contains("SECRET_ENCRYPTION_KEY_PREVIOUS", fault.Message, StringComparison.Ordinal);
        Assert.Equal((right.Id, VaultKeyState.Active), Assert.Single((await registry.ListAsync(Cancel)).Select(key => (key.Id, key.State))));
    }

    [Fact]
    public async Task A_new_key_beside_the_old_one_becomes_active_and_the_old_one_retires()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var old = Keys.Local(1);
        using var fresh = Keys.Local(2);
        var registry = new KeyRegistry(database.Vault);
        await registry.AdmitAsync(new KeyRing(old), Cancel);

        await registry.AdmitAsync(new KeyRing(fresh, old), Cancel);

        Assert.Equal([(old.Id, VaultKeyState.Retiring), (fresh.Id, VaultKeyState.Active)], (await registry.ListAsync(Cancel)).Select(key => (key.Id, key.State)));
        // And back again, should the new one turn out to be no good.
        await registry.AdmitAsync(new KeyRing(old, fresh), Cancel);
        Assert.Equal([(old.Id, VaultKeyState.Active), (fresh.Id, VaultKeyState.Retiring)], (await registry.ListAsync(Cancel)).Select(key => (key.Id, key.State)));
    }

    [Fact]
    public async Task Data_keys_in_a_database_without_registered_keys_need_the_key_that_wrapped_them()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var old = Keys.Local(1);
        using var wrong = Keys.Local(2);
        await DataKeys.AddAsync(database, Keys.Envelope(old), _binding, "a value");

        var fault = await Assert.ThrowsAsync<VaultException>(() => new KeyRegistry(database.Vault).AdmitAsync(new KeyRing(wrong), Cancel));

        Assert.Contains(old.Id, fault.Message, StringComparison.Ordinal);
        Assert.Empty(await new KeyRegistry(database.Vault).ListAsync(Cancel));
        await new KeyRegistry(database.Vault).AdmitAsync(new KeyRing(wrong, old), Cancel);
    }

    [Fact]
    public async Task A_row_that_names_a_key_which_never_was_holds_up_nothing_else()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var key = Keys.Local(1);
        var registry = new KeyRegistry(database.Vault);
        await registry.AdmitAsync(new KeyRing(key), Cancel);
        await DataKeys.AddAsync(database, Keys.Envelope(key), _binding, "a value");
        await database.AsAdminAsync("UPDATE devflow.data_keys SET key_id = 'local:ffffffffffffffff'");

        await registry.AdmitAsync(new KeyRing(key), Cancel);
    }

    [Theory]
    [InlineData("UPDATE devflow.key_encryption_keys SET check_value = set_byte(check_value, 20, get_byte(check_value, 20) # 1)")]
    [InlineData("UPDATE devflow.key_encryption_keys SET check_value = ''")]
    public async Task A_check_value_that_does_not_open_is_refused(string alter)
    {
        await using var database = await server.CreateDatabaseAsync();
        using var key = Keys.Local(1);
        var registry = new KeyRegistry(database.Vault);
        await registry.AdmitAsync(new KeyRing(key), Cancel);
        await database.AsAdminAsync(alter);

        var fault = await Assert.ThrowsAsync<VaultException>(() => registry.AdmitAsync(new KeyRing(key), Cancel));

        Assert.Equal(VaultError.Unavailable, fault.Error);
        Assert.Contains("check value", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_engines_that_start_at_once_with_different_keys_one_is_let_in()
    {
        await using var database = await server.CreateDatabaseAsync();
        var registry = new KeyRegistry(database.Vault);
        LocalKeyEncryptionKey[] keys = [.. Enumerable.Range(1, 8).Select(Keys.Local)];

        var admitted = await Task.WhenAll(keys.Select(async key =>
        {
            try
            {
                await registry.AdmitAsync(new KeyRing(key), Cancel);
                return true;
            }
            catch (VaultException)
            {
                return false;
            }
        }));

        Assert.Single(admitted, isIn => isIn);
        Assert.Single(await registry.ListAsync(Cancel));
    }

    [Fact]
    public async Task Nobody_wraps_with_a_retired_key()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var key = Keys.Local(1);
        await new KeyRegistry(database.Vault).AdmitAsync(new KeyRing(key), Cancel);
        await database.AsAdminAsync("UPDATE devflow.key_encryption_keys SET state = 'retired'");

        var fault = await Assert.ThrowsAsync<VaultException>(() => DataKeys.AddAsync(database, Keys.Envelope(key), _binding, "a value"));

        Assert.Equal(VaultError.Unavailable, fault.Error);
        Assert.Contains(key.Id, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_the_engines_business_alone()
    {
        await using var database = await server.CreateDatabaseAsync();
        using var key = Keys.Local(1);
        await new KeyRegistry(database.Vault).AdmitAsync(new KeyRing(key), Cancel);

        foreach (var identity in (VaultIdentity[])[VaultIdentity.OfUser(Guid.NewGuid()), VaultIdentity.OfUser(Guid.NewGuid(), isAdmin: true), VaultIdentity.OfService("mcp-gateway")])
        {
            Assert.Equal(0, await DataKeys.CountAsync(database, identity, "SELECT count(*) FROM devflow.key_encryption_keys"));
            Assert.Equal(0, await DataKeys.CountAsync(database, identity, "WITH u AS (UPDATE devflow.key_encryption_keys SET state = 'retired' RETURNING 1) SELECT count(*) FROM u"));
        }
    }
}
