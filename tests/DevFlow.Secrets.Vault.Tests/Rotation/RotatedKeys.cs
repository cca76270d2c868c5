using DevFlow.Secrets.Vault.Tests.Support;

namespace DevFlow.Secrets.Vault.Tests.Rotation;

/// <summary>A key-encryption key that is rotated, and something that it wraps.</summary>
internal static class RotatedKeys
{
    private const string Value = "a value that is wrapped by the key";

    // The one of TestVault.
    private const string First = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The rotator of a room whose keys are those that its .env has at the moment, as an engine's are.</summary>
    public static IRotator RotatorOf(RotationRoom room)
    {
        var key = room.Workspace.Catalog.Entries.Single(entry => entry.Rotator == "key-encryption-key").Key;
        room.Ring = () => RingOf(room, key);
        return new KeyEncryptionKeyRotator(room.Database, room.Workspace, () => room.Ring(), (_, _) => ValueTask.CompletedTask, TimeProvider.System) { Spread = TimeSpan.Zero };
    }

    /// <summary>Admits the first key, has it wrap something, and gives its text.</summary>
    public static async Task<string> WrapAsync(TestDatabase database, string key)
    {
        await new KeyRegistry(database.Vault).AdmitAsync(new KeyRing(TestVault.Key), Cancel);
        var owner = await database.AddUserAsync("owner");
        await SecretsOf(database.Vault, () => new KeyRing(TestVault.Key)).As(owner).WriteAsync("wrapped", TestVault.Value(Value), expiresAt: null, expectedVersion: 0, Cancel);
        return First;
    }

    /// <summary>The keys of .env open what was wrapped; once the run has ended there is the one in force alone, in .env and in the database.</summary>
    public static async Task CheckAsync(RotationHouse house, string key, string value)
    {
        await using var room = house.Open(room => [RotatorOf(room)]);
        var owner = VaultIdentity.OfUser(await OwnerAsync(house));
        Assert.Equal(Value, (await SecretsOf(room.Database, room.Ring).As(owner).TryReadAsync("wrapped", version: null, Cancel))!.Reveal());
        if (await house.CountAsync("rotation_runs WHERE ended_at IS NULL") > 0)
            return;
        using var inForce = LocalKeyEncryptionKey.Parse(TestVault.Value(value));
        Assert.Equal(0, await house.CountAsync($"data_keys WHERE key_id <> '{inForce.Id}'"));
        Assert.Equal(1, await house.CountAsync($"key_encryption_keys WHERE state = 'active' AND id = '{inForce.Id}'"));
        Assert.Equal(0, await house.CountAsync("key_encryption_keys WHERE state = 'retiring'"));
        Assert.DoesNotContain("_PREVIOUS", await File.ReadAllTextAsync(Path.Combine(house.Place.Folder, ".env"), Cancel), StringComparison.Ordinal);
    }

    private static KeyRing RingOf(RotationRoom room, string key)
    {
        var layers = room.Workspace.Layers;
        Assert.True(layers.TryGet(key, out var current));
        IReadOnlyList<IKeyEncryptionKey> previous = layers.TryGet($"{key}{PreviousKeys.Suffix}", out var text) ? LocalKeyEncryptionKey.ParseAll(TestVault.Value(text.Reveal()), key) : [];
        return new(LocalKeyEncryptionKey.Parse(TestVault.Value(current.Reveal())), previous);
    }

    private static UserSecrets SecretsOf(VaultDatabase database, Func<KeyRing> ring) => new(database, new Envelope(ring), (_, _) => ValueTask.CompletedTask, TimeProvider.System);

    private static async Task<Guid> OwnerAsync(RotationHouse house)
    {
        await using var admin = Npgsql.NpgsqlDataSource.Create($"{house.Database.AdminConnectionString};Pooling=false");
        await using var find = admin.CreateCommand("SELECT id FROM devflow.users WHERE name = 'owner'");
        return (Guid)(await find.ExecuteScalarAsync(Cancel))!;
    }
}
