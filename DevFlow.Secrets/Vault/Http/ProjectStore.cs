namespace DevFlow.Secrets;

/// <summary>The secrets of one project in one environment, in the vault's database, by the API of a Workflow Engine.</summary>
internal sealed class ProjectStore(EngineApi engine, string project, string environment, TimeProvider time) : ISecretStore
{
    public string Name => SecretSourceNames.Vault;

    public string? PlaceOf(string key) => $"{project}/{environment}/{key}";

    public string UnitOf(string key) => key;

    public SecretStoreException? FindProblem(string key, SecretValue value) => VaultNames.ProblemOfKey(key) is { } problem
        ? new(SourceOutcome.NotConfigured, $"a key of a project {problem}", "give it another name")
        : null;

    public async Task<IReadOnlyList<string>> KeysAsync(CancellationToken cancellationToken)
    {
        try
        {
            var secrets = await engine.GetAsync(HttpProjectSecrets.PathOf(project, environment) + HttpProjectSecrets.InVault, VaultJsonContext.Default.IReadOnlyListProjectSecret, cancellationToken);
            return [.. secrets.Select(secret => secret.Key)];
        }
        catch (VaultException fault)
        {
            throw Failed(fault);
        }
    }

    public async Task<IReadOnlyDictionary<string, SourceAnswer>> ReadAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, SourceAnswer>(StringComparer.Ordinal);
        SourceAnswer? away = null;
        foreach (var key in keys)
        {
            answers[key] = away ?? await ReadAsync(key, cancellationToken);
            // It would be away for every other key as well, and each would wait for it as long.
            if (answers[key].Outcome is SourceOutcome.Unavailable or SourceOutcome.Denied)
                away = answers[key];
        }

        return answers;
    }

    public async Task WriteAsync(IReadOnlyDictionary<string, SecretValue> values, CancellationToken cancellationToken)
    {
        foreach (var (key, value) in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await TryAsync(() => engine.PutAsync(
                PathOf(key), new VaultWrite(value.Reveal(), ExpiresAt: null, ExpectedVersion: null), VaultJsonContext.Default.VaultWrite, VaultJsonContext.Default.VaultSecret, cancellationToken));
        }
    }

    public async Task RemoveAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await TryAsync(() => engine.DeleteAsync(PathOf(key), cancellationToken));
        }
    }

    private async Task<SourceAnswer> ReadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var read = await engine.FindAsync(PathOf(key) + HttpProjectSecrets.InVault, VaultJsonContext.Default.VaultRead, cancellationToken);
            return read?.ToSecret(time) is { } value
                ? SourceAnswer.Found(value, $"{PlaceOf(key)}, version {value.Version}")
                : SourceAnswer.Missed(SourceOutcome.NotFound, $"the vault has no {PlaceOf(key)}");
        }
        catch (VaultException fault)
        {
            var failed = Failed(fault);
            return SourceAnswer.Missed(failed.Outcome, failed.Detail, failed.Remedy);
        }
    }

    private static async Task TryAsync<T>(Func<Task<T>> work)
    {
        try
        {
            await work();
        }
        catch (VaultException fault)
        {
            throw Failed(fault);
        }
    }

    private static SecretStoreException Failed(VaultException fault) => new(
        fault.Error switch
        {
            VaultError.Forbidden => SourceOutcome.Denied,
            VaultError.NotFound or VaultError.Invalid => SourceOutcome.NotConfigured,
            _ => SourceOutcome.Unavailable,
        },
        fault.Message.TrimEnd('.'),
        fault.Remedy);

    private string PathOf(string key) => HttpProjectSecrets.PathOf(project, environment, key);
}
