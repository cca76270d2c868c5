using System.Collections.Concurrent;
using DevFlow.Secrets.Vault.Tests.Support;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Rotation;

/// <summary>
/// A folder, a database and a Connect server whose secrets are rotated: keys in .env, in 1Password and in a project's vault. A child process opens the
/// same one.
/// </summary>
internal sealed class RotationRoom : IAsyncDisposable
{
    public const string Project = "shop";

    private readonly NpgsqlDataSource _source;

    /// <param name="place">Where everything is.</param>
    /// <param name="rotators">What rotates, made of what is accepted.</param>
    /// <param name="time">The clock.</param>
    public RotationRoom(RotationPlace place, Func<RotationRoom, IEnumerable<IRotator>>? rotators = null, TimeProvider? time = null)
    {
        Place = place;
        var clock = time ?? TimeProvider.System;
        _source = NpgsqlDataSource.Create(place.Database);
        Database = new VaultDatabase(_ => new(_source));
        Workspace = SecretsWorkspace.Open(new()
        {
            Root = place.Folder,
            Environment = name => place.Environment.GetValueOrDefault(name),
            Scrubber = Scrubber,
            Connect = options => options with { Retries = 0, RetryDelay = TimeSpan.FromMilliseconds(1), BreakDuration = TimeSpan.FromMilliseconds(500) },
        });
        Envelope = new Envelope(() => Ring());
        Accepted = new AcceptedSecrets(Database, Envelope, Workspace, clock);
        Secrets = new ProjectSecrets(Database, Envelope, Workspace, RecordAsync);
        Described = new DescribedRotators(Workspace, clock) { RetryDelay = TimeSpan.FromMilliseconds(1) };
        Catalog = new RotationCatalog(Workspace, rotators?.Invoke(this) ?? [new RandomKeyRotator(Accepted)], Described);
        Destinations = new RotationDestinations(Workspace, Secrets, RecordAsync);
        Runs = new RotationRuns(Database, Catalog, new AccessChanges(RecordAsync), clock);
        Runner = new RotationRunner(Database, Envelope, Catalog, Destinations, RecordAsync, clock)
        {
            Scrubber = Scrubber,
            Logger = Logger,
            Alerted = Alerts.Enqueue,
            At = (run, isDone) => At(run, isDone),
        };
    }

    public static VaultIdentity Work { get; } = VaultIdentity.Maintenance("rotation");

    public RotationPlace Place { get; }

    public VaultDatabase Database { get; }

    public SecretsWorkspace Workspace { get; }

    public Envelope Envelope { get; }

    public Func<KeyRing> Ring { get; set; } = () => new KeyRing(TestVault.Key);

    public SecretScrubber Scrubber { get; } = new();

    public KeptLines Logger { get; } = new();

    public AcceptedSecrets Accepted { get; }

    public ProjectSecrets Secrets { get; }

    public DescribedRotators Described { get; }

    public RotationCatalog Catalog { get; }

    public RotationDestinations Destinations { get; }

    public RotationRuns Runs { get; }

    public RotationRunner Runner { get; }

    public Func<RotationRun, bool, Task> At { get; set; } = (_, _) => Task.CompletedTask;

    public ConcurrentQueue<SecretAccess> Accesses { get; } = [];

    public ConcurrentQueue<Alert> Alerts { get; } = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The value of a secret that is in force: where it lies, or as a member of the project has it.</summary>
    public async Task<string> ValueAsync(string secret)
    {
        if (secret.Split('/') is [_, var project, var environment, var key])
            return (await Secrets.As(VaultIdentity.OfUser(Place.Member)).TryReadAsync(project, environment, key, Cancel))!.Reveal();
        var entry = Catalog.GetEntry(secret);
        var (place, value) = await Destinations.FindAsync(entry, Cancel);
        Assert.Equal(place.Name, value.Source);
        return value.Reveal();
    }

    /// <summary>Begins a run; a project's secret is a random key, and that has to be said.</summary>
    public Task<RotationRun> StartAsync(string secret) =>
        Runs.StartAsync(Work, secret, RotationReasons.Demand, secret.Contains('/', StringComparison.Ordinal) ? "random-key" : null, Cancel);

    /// <summary>Begins a run and does all there is to do now.</summary>
    public async Task<RotationRun> RotateAsync(string secret)
    {
        var run = await StartAsync(secret);
        return (await Runner.RunAsync(run.Id, Cancel))!;
    }

    /// <summary>Where a run stands.</summary>
    public async Task<RotationRun> RunAsync(Guid run) => (await Runs.FindAsync(Work, run, Cancel))!;

    public async ValueTask DisposeAsync()
    {
        Accepted.Dispose();
        Described.Dispose();
        await Workspace.DisposeAsync();
        await _source.DisposeAsync();
    }

    private ValueTask RecordAsync(SecretAccess access, CancellationToken cancellationToken)
    {
        Accesses.Enqueue(access);
        return ValueTask.CompletedTask;
    }
}
