using System.Net.Http.Headers;

namespace DevFlow.Secrets;

/// <summary>The secrets of one project in one environment, in the vault's database, by the API of a Workflow Engine.</summary>
internal sealed class ProjectStore(HttpClient http, SecretsWorkspace workspace, string project, string environment, TimeProvider time) : ISecretStore
{
    private const string ApiKey = "DEVFLOW_API_KEY";

    private readonly VaultHttp _vault = new(http);

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
            await IdentifyAsync(cancellationToken);
            var secrets = await _vault.GetAsync(HttpProjectSecrets.PathOf(project, environment) + HttpProjectSecrets.InVault, VaultJsonContext.Default.IReadOnlyListProjectSecret, cancellationToken);
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
        await IdentifyAsync(cancellationToken);
        foreach (var (key, value) in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await TryAsync(() => _vault.PutAsync(PathOf(key), new VaultWrite(value.Reveal(), ExpiresAt: null, ExpectedVersion: null), cancellationToken));
        }
    }

    public async Task RemoveAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        await IdentifyAsync(cancellationToken);
        foreach (var key in keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await TryAsync(() => _vault.DeleteAsync(PathOf(key), cancellationToken));
        }
    }

    private async Task<SourceAnswer> ReadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await IdentifyAsync(cancellationToken);
            var read = await _vault.FindAsync(PathOf(key) + HttpProjectSecrets.InVault, VaultJsonContext.Default.VaultRead, cancellationToken);
            return read?.ToSecret(time) is { } value
                ? SourceAnswer.Found(value, $"{PlaceOf(key)}, version {value.Version}")
                : SourceAnswer.Missed(SourceOutcome.NotFound, $"the vault has no {PlaceOf(key)}");
        }
        catch (VaultException fault)
        {
            var failed = Failed(fault);
            return SourceAnswer.Missed(failed.Outcome, failed.Detail, failed.Remedy);
        }
        catch (SecretStoreException fault)
        {
            return SourceAnswer.Missed(fault.Outcome, fault.Detail, fault.Remedy);
        }
    }

    /// <summary>Says who calls, by the key that an engine issued.</summary>
    private async Task IdentifyAsync(CancellationToken cancellationToken)
    {
        if (http.DefaultRequestHeaders.Authorization is not null)
            return;
        var key = await workspace.Resolver.TryGetAsync(ApiKey, cancellationToken: cancellationToken)
            ?? throw new SecretStoreException(SourceOutcome.NotConfigured, $"{ApiKey} is not set, by which the vault knows who calls", "issue one (POST /api/v1/me/api-keys) and set it");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal());
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
        fault.Message.TrimEnd('.'));

    private string PathOf(string key) => HttpProjectSecrets.PathOf(project, environment, key);
}
