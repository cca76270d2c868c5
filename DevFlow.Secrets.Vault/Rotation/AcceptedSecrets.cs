using System.Collections.Concurrent;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>
/// The values of a secret that whoever checks with it has to accept: the one in force, and while a rotation is under way or its overlap lasts, the one
/// before or the one to come. Remembered for a few seconds, and until a change is announced.
/// </summary>
public sealed class AcceptedSecrets : IDisposable
{
    private static readonly TimeSpan _rememberedFor = TimeSpan.FromSeconds(5);

    private readonly VaultDatabase? _database;
    private readonly RotationValues? _values;
    private readonly SecretsWorkspace _workspace;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, (long At, long Changes, IReadOnlyList<SecretValue> Values)> _others = new(StringComparer.Ordinal);
    private long _changes;

    /// <summary>Of an engine that rotates.</summary>
    /// <param name="database">Where the values of runs are kept.</param>
    /// <param name="envelope">Opens them.</param>
    /// <param name="workspace">Resolves the value in force.</param>
    /// <param name="time">The clock.</param>
    public AcceptedSecrets(VaultDatabase database, Envelope envelope, SecretsWorkspace workspace, TimeProvider time)
        : this(workspace, time)
    {
        _database = database;
        _values = new RotationValues(envelope);
    }

    /// <summary>Where nothing is rotated from here: the value in force is the only one.</summary>
    /// <param name="workspace">Resolves it.</param>
    /// <param name="time">The clock.</param>
    public AcceptedSecrets(SecretsWorkspace workspace, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        _workspace = workspace;
        _time = time;
        workspace.Changed += Forget;
    }

    /// <summary>The values that are accepted now, the one in force first.</summary>
    /// <param name="key">The environment key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SecretNotFoundException">The secret is set nowhere.</exception>
    /// <exception cref="SecretRefusedException">A source refuses to tell.</exception>
    public async ValueTask<IReadOnlyList<SecretValue>> GetAsync(string key, CancellationToken cancellationToken)
    {
        var current = await _workspace.Resolver.GetAsync(key, cancellationToken: cancellationToken);
        var others = await OthersAsync(key, cancellationToken);
        return others.Count == 0 ? [current] : [current, .. others.Where(other => other.Reveal() != current.Reveal())];
    }

    /// <summary>As <see cref="GetAsync"/>, and nothing of it remembered.</summary>
    internal async Task<IReadOnlyList<SecretValue>> ReadAsync(string key, CancellationToken cancellationToken)
    {
        _others.TryRemove(key, out _);
        return key.Contains('/', StringComparison.Ordinal) ? await OthersAsync(key, cancellationToken) : await GetAsync(key, cancellationToken);
    }

    /// <summary>Hears of no more changes.</summary>
    public void Dispose() => _workspace.Changed -= Forget;

    private async ValueTask<IReadOnlyList<SecretValue>> OthersAsync(string key, CancellationToken cancellationToken)
    {
        if (_database is null || _values is null)
            return [];
        if (_others.TryGetValue(key, out var known) && known.Changes == Interlocked.Read(ref _changes) && _time.GetElapsedTime(known.At) < _rememberedFor)
            return known.Values;
        var (asked, changes) = (_time.GetTimestamp(), Interlocked.Read(ref _changes));
        IReadOnlyList<SecretValue> values;
        try
        {
            values = await _database.RunAsync(RotationRunner.Identity, (connection, token) => _values.OfSecretAsync(connection, key, token), cancellationToken);
        }
        catch (Exception fault) when (fault is VaultException or NpgsqlException)
        {
            // Away, or not set up yet. Nothing is rotated meanwhile: what was accepted still is, and the value in force in any case.
            values = known.Values ?? [];
        }

        _others[key] = (asked, changes, values);
        return values;
    }

    // What is known is kept for as long as the database cannot be asked.
    private void Forget(object? sender, EventArgs e) => Interlocked.Increment(ref _changes);
}
