using Dapper;

namespace DevFlow.Secrets.Vault.Tests.Support;

/// <summary>Data keys as the stores write them, without the stores.</summary>
internal static class DataKeys
{
    public const string Insert = "INSERT INTO devflow.data_keys (id, tier, owner, key_id, wrapped) VALUES (@Id, @tier, @Owner, @KeyId, @Wrapped)";

    public static async Task<SealedSecret> AddAsync(TestDatabase database, Envelope envelope, SecretBinding binding, string value)
    {
        var secret = await envelope.SealAsync(binding, Keys.Value(value), TestContext.Current.CancellationToken);
        await database.Vault.RunAsync(
            VaultIdentity.Maintenance("test"),
            (connection, _) => connection.ExecuteAsync(Insert, new { secret.Key.Id, tier = $"{binding.Tier}".ToLowerInvariant(), binding.Owner, secret.Key.KeyId, secret.Key.Wrapped }),
            TestContext.Current.CancellationToken);
        return secret;
    }

    public static Task<long> CountAsync(TestDatabase database, VaultIdentity identity, string sql) =>
        database.Vault.RunAsync(identity, (connection, _) => connection.ExecuteScalarAsync<long>(sql), TestContext.Current.CancellationToken);
}
