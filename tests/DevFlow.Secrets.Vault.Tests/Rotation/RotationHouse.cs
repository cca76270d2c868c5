using System.Globalization;
using System.Text;
using DevFlow.ConnectEmulator;
using DevFlow.Secrets.Vault.Tests.Support;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Rotation;

/// <summary>Makes the places of <see cref="RotationRoom"/>, and lets them go.</summary>
internal sealed class RotationHouse : IAsyncDisposable
{
    private const string Token = "c4n4ry-token-of-the-tests";

    private RotationHouse(TestDatabase database, ConnectEmulatorServer connect, RotationPlace place) => (Database, Connect, Place) = (database, connect, place);

    public TestDatabase Database { get; }

    public ConnectEmulatorServer Connect { get; }

    public RotationPlace Place { get; }

    /// <summary>The first values by their keys.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <param name="server">Where the database is made.</param>
    /// <param name="secrets">The keys: each is written <c>KEY</c> for .env, <c>op:KEY</c> for 1Password, <c>vault:KEY</c> for the project's vault; see <see cref="FirstValue"/>.</param>
    /// <param name="catalogOf">More properties of a key's entry in the catalog.</param>
    /// <param name="valueOf">The first value of a key, where it is not <see cref="FirstValue"/>.</param>
    public static async Task<RotationHouse> BuildAsync(
        VaultServer server, IReadOnlyCollection<string> secrets, Func<string, string>? catalogOf = null, Func<TestDatabase, string, Task<string>>? valueOf = null)
    {
        var database = await server.CreateDatabaseAsync();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (_, key) in secrets.Select(Split))
            values[key] = valueOf is null ? FirstValue(key) : await valueOf(database, key);
        var folder = Directory.CreateTempSubdirectory("devflow-rotation-").FullName;
        var (env, catalog, items, vault) = (new StringBuilder(), new StringBuilder("keys:\n"), new StringBuilder(), new List<string>());
        foreach (var (kind, key) in secrets.Select(Split))
        {
            var more = catalogOf?.Invoke(key) ?? "rotator: random-key, overlap: 1h";
            if (kind == "vault")
                vault.Add(key);
            else if (kind == "op")
                items.Append(CultureInfo.InvariantCulture, $"      - {{ title: {key}, fields: {{ value: \"{values[key]}\" }} }}\n");
            else
                env.Append(CultureInfo.InvariantCulture, $"{key}={values[key]}\n");
            if (kind != "vault")
                catalog.Append(CultureInfo.InvariantCulture, $"  {key.ToLowerInvariant()}: {{ env: {key}{(kind == "op" ? $", ref: \"op://DevFlow/{key}/value\"" : "")}, {more} }}\n");
        }

        Directory.CreateDirectory(Path.Combine(folder, "config"));
        await File.WriteAllTextAsync(Path.Combine(folder, "config", "secrets.yaml"), catalog.ToString(), Cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, ".env"), env.ToString(), Cancel);
        File.SetUnixFileMode(Path.Combine(folder, ".env"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var connect = await ConnectEmulatorServer.StartAsync(
            new()
            {
                VaultsYaml = $"tokens:\n  - {{ name: tests, token: {Token}, vaults: {{ \"*\": rw }} }}\nvaults:\n  - name: DevFlow\n    items:\n      - {{ title: Other, fields: {{ value: x }} }}\n{items}",
                Quiet = true,
            },
            Cancel);
        var house = new RotationHouse(database, connect, new(
            new NpgsqlConnectionStringBuilder(database.ApplicationConnectionString) { MaxPoolSize = 40 }.ConnectionString,
            folder,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["OP_CONNECT_URL"] = connect.Address.ToString(), ["OP_CONNECT_TOKEN"] = Token },
            (await database.AddUserAsync("anna")).User!.Value))
        {
            Values = values,
        };
        await house.FillVaultAsync(vault);
        return house;
    }

    /// <summary>Describes a rotator in a file.</summary>
    public async Task DescribeAsync(string rotator, string yaml)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Place.Folder, "config", "rotators")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, $"{rotator}.yaml"), yaml, Cancel);
    }

    /// <summary>Puts another value in the place of one in .env, as a person would.</summary>
    public async Task ReplaceAsync(string value, string with)
    {
        var path = Path.Combine(Place.Folder, ".env");
        var text = await File.ReadAllTextAsync(path, Cancel);
        Assert.Contains(value, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(value, with, StringComparison.Ordinal), Cancel);
    }

    /// <summary>The name that a key is rotated by.</summary>
    public static string SecretOf(string secret) => Split(secret) is ("vault", var key) ? $"project/{RotationRoom.Project}/production/{key}" : Split(secret).Key;

    public static string FirstValue(string key) => $"first-value-of-{key.ToLowerInvariant()}-0123456789";

    public RotationRoom Open(Func<RotationRoom, IEnumerable<IRotator>>? rotators = null, TimeProvider? time = null) => new(Place, rotators, time);

    /// <summary>Counts rows, past all policies.</summary>
    public async Task<long> CountAsync(string from)
    {
        await using var admin = NpgsqlDataSource.Create($"{Database.AdminConnectionString};Pooling=false");
        await using var command = admin.CreateCommand($"SELECT count(*) FROM devflow.{from}");
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }

    public async ValueTask DisposeAsync()
    {
        await Connect.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(Place.Folder, recursive: true);
    }

    private static (string Kind, string Key) Split(string secret) => secret.Split(':') is [var kind, var key] ? (kind, key) : (".env", secret);

    private async Task FillVaultAsync(List<string> keys)
    {
        if (keys.Count == 0)
            return;
        await using var room = Open();
        var anna = VaultIdentity.OfUser(Place.Member);
        await new ProjectRegistry(room.Database, new AccessChanges((_, _) => default)).CreateAsync(anna, RotationRoom.Project, Cancel);
        foreach (var key in keys)
            await room.Secrets.As(anna).WriteAsync(RotationRoom.Project, "production", key, TestVault.Value(Values[key]), expectedVersion: 0, Cancel);
    }
}
