using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Support;

/// <summary>A vault in a database and a folder of its own, whose accesses can be looked at.</summary>
internal sealed class TestVault : IAsyncDisposable
{
    private readonly Dictionary<string, VaultIdentity> _people = new(StringComparer.Ordinal);

    private TestVault(TestDatabase database, IReadOnlyDictionary<string, string> environment)
    {
        Database = database;
        Envelope = new Envelope(() => new KeyRing(Key));
        Workspace = SecretsWorkspace.Open(new()
        {
            Root = Folder,
            Environment = name => environment.GetValueOrDefault(name),
            Scrubber = Scrubber,
            Connect = options => options with { RetryDelay = TimeSpan.FromMilliseconds(1), BreakDuration = TimeSpan.FromMilliseconds(500) },
        });
        Changes = new AccessChanges(RecordChangeAsync);
        Users = new UserSecrets(database.Vault, Envelope, RecordAsync, Time);
        ProjectFiles = new ProjectFiles(Folder) { Opening = () => Opening() };
        ProjectSecrets = new ProjectSecrets(database.Vault, Envelope, Workspace, RecordAsync) { Files = ProjectFiles };
        Projects = new ProjectRegistry(database.Vault, Changes);
        Members = new ProjectMembers(database.Vault, Changes);
    }

    public static LocalKeyEncryptionKey Key { get; } = LocalKeyEncryptionKey.Parse(Value("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="));

    public string Folder { get; } = Directory.CreateTempSubdirectory("devflow-vault-").FullName;

    public TestDatabase Database { get; }

    public Envelope Envelope { get; }

    public SecretScrubber Scrubber { get; } = new();

    public SecretsWorkspace Workspace { get; }

    /// <summary>The clock of people's secrets, which is ahead of others' when it is put on.</summary>
    public FakeTimeProvider Time { get; } = new(TimeProvider.System.GetUtcNow());

    public UserSecrets Users { get; }

    public AccessChanges Changes { get; }

    /// <summary>Changes of access, as <c>key outcome</c>.</summary>
    public ConcurrentQueue<string> ChangesOnRecord { get; } = [];

    public ProjectRegistry Projects { get; }

    public ProjectMembers Members { get; }

    public ProjectFiles ProjectFiles { get; }

    public ProjectSecrets ProjectSecrets { get; }

    /// <summary>What others do between the look at a project's file and its opening.</summary>
    public Action Opening { get; set; } = () => { };

    public ConcurrentQueue<SecretAccess> Accesses { get; } = [];

    public static Task<TestVault> CreateAsync(VaultServer server) => CreateAsync(server, new Dictionary<string, string>());

    /// <param name="server">The server.</param>
    /// <param name="environment">The environment that the workspace is opened in.</param>
    public static async Task<TestVault> CreateAsync(VaultServer server, IReadOnlyDictionary<string, string> environment) =>
        new(await server.CreateDatabaseAsync(), environment);

    public static SecretValue Value(string value) => new(value, SecretSourceNames.Vault, TimeProvider.System.GetUtcNow());

    public ValueTask RecordAsync(SecretAccess access, CancellationToken cancellationToken)
    {
        Accesses.Enqueue(access);
        return ValueTask.CompletedTask;
    }

    private ValueTask RecordChangeAsync(SecretAccess access, CancellationToken cancellationToken)
    {
        ChangesOnRecord.Enqueue($"{access.Key} {access.Outcome}");
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes a file below the folder.</summary>
    public string Write(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    /// <summary>Remembers a person by name.</summary>
    public void Add(string name, VaultIdentity identity) => _people.Add(name, identity);

    public VaultIdentity Anna() => _people["anna"];

    public VaultIdentity Bert() => _people["bert"];

    /// <summary>An administrator of the platform.</summary>
    public VaultIdentity Chief() => _people["chief"];

    /// <summary>How many rows a table has, past all policies.</summary>
    public async Task<long> CountAsync(string table) => (long)(await ScalarAsync($"SELECT count(*) FROM devflow.{table}"))!;

    /// <summary>What a query gives, past all policies.</summary>
    public async Task<object?> ScalarAsync(string sql)
    {
        await using var admin = NpgsqlDataSource.Create(Database.AdminConnectionString);
        await using var command = admin.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Workspace.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
