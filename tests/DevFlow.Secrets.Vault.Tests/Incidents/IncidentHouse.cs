using System.Security.Cryptography;
using DevFlow.Secrets.Vault.Tests.Rotation;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Incidents;

/// <summary>A place with secrets, people, keys, sessions and leases about which breaches are declared.</summary>
internal sealed class IncidentHouse : IAsyncDisposable
{
    // Of no password that anybody has.
    private const string Verifier = "SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0c2FsdA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private IncidentHouse(RotationHouse house, VaultIdentity chief) => (House, Chief) = (house, chief);

    public RotationHouse House { get; }

    public VaultIdentity Chief { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<IncidentHouse> BuildAsync(VaultServer server, IReadOnlyCollection<string> secrets, Func<string, string>? catalogOf = null, Func<TestDatabase, string, Task<string>>? valueOf = null)
    {
        var house = await RotationHouse.BuildAsync(server, secrets, catalogOf, valueOf);
        return new(house, await house.Database.AddUserAsync("chief", isAdmin: true));
    }

    public IncidentRoom Open(Func<RotationRoom, IEnumerable<IRotator>>? rotators = null, TimeSpan? patience = null) => new(House.Open(rotators), patience);

    /// <summary>A person with so many keys, sessions and leases.</summary>
    public async Task<VaultIdentity> AddPersonAsync(string name, int each, int leases = 0)
    {
        var person = await House.Database.AddUserAsync(name);
        await House.Database.AsAdminAsync($"""
            INSERT INTO devflow.api_keys (id, user_id, name, prefix, hash, created_at) SELECT gen_random_uuid(), '{person.User}', 'key', 'dfk_', sha256(('k{name}' || n)::bytea), now() FROM generate_series(1, {each}) n;
            INSERT INTO devflow.sessions (id, user_id, hash, created_at, expires_at) SELECT gen_random_uuid(), '{person.User}', sha256(('s{name}' || n)::bytea), now(), now() + interval '1 day' FROM generate_series(1, {each}) n;
            """);
        for (var i = 0; i < leases; i++)
            await LeaseAsync(person);
        return person;
    }

    public Task<Lease> LeaseAsync(VaultIdentity identity) =>
        new LeaseStore(House.Database.Vault, new AccessChanges((_, _) => default)).OpenAsync(identity, "read-only", ttl: null, Verifier, Cancel);

    public Task<ShareLink> ShareAsync(VaultIdentity identity, string? secret) => new ShareLinks(House.Database.Vault, (_, _) => default).CreateAsync(
        identity, new() { Content = new byte[40], AccessHash = SHA256.HashData([1]), Secret = secret }, Cancel);

    /// <summary>What a query gives, past all policies.</summary>
    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var admin = NpgsqlDataSource.Create($"{House.Database.AdminConnectionString};Pooling=false");
        await using var command = admin.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(Cancel))!;
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();
}
