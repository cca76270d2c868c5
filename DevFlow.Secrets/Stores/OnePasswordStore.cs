namespace DevFlow.Secrets;

/// <summary>1Password, through Connect: each key where the catalog refers to.</summary>
internal sealed class OnePasswordStore(OnePasswordConnection connection, Func<SecretCatalog> catalog, TimeProvider time) : IReplacingStore
{
    public string Name => SecretSourceNames.OnePassword;

    public string? PlaceOf(string key) => ReferenceOf(key)?.ToString();

    public string UnitOf(string key) =>
        ReferenceOf(key) is { } reference ? $"{reference.Vault}/{reference.Item}".ToUpperInvariant() : $"?{key}";

    public SecretStoreException? FindProblem(string key, SecretValue value) => FindProblem(key);

    public Task<IReadOnlyList<string>> KeysAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>(
        [.. catalog().Entries.Where(entry => entry.Reference is not null).Select(entry => entry.Key)]);

    public async Task<IReadOnlyDictionary<string, SourceAnswer>> ReadAsync(
        IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        // Remembered for this one call: all fields of an item cost one read.
        var (client, problem) = connection.CurrentClient();
        var reader = client is null ? null : new OnePasswordReader(client, new OneRunConnectCache());
        if (reader is not null && keys.Count > 1)
            await reader.PreloadAsync(keys.Select(ReferenceOf).OfType<SecretReference>(), cancellationToken);
        var answers = new Dictionary<string, SourceAnswer>(StringComparer.Ordinal);
        SourceAnswer? away = reader is null ? NotThere(problem) : null;
        foreach (var key in keys)
        {
            var answer = away ?? await ReadAsync(reader!, key, cancellationToken);
            answers[key] = answer;

            // It would be away for every other key as well, and each would wait for it as long.
            if (answer.Outcome is SourceOutcome.Unavailable)
                away = answer;
        }

        return answers;
    }

    public async Task WriteAsync(IReadOnlyDictionary<string, SecretValue> values, CancellationToken cancellationToken)
    {
        var writer = Writer();
        Check(values.Keys);
        foreach (var unit in values.GroupBy(pair => UnitOf(pair.Key)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await writer.WriteAsync(
                [.. unit.Select(pair => new OnePasswordChange(EntryOf(pair.Key)!, pair.Value))], cancellationToken);
        }
    }

    public async Task<bool> TryReplaceAsync(string key, SecretValue known, SecretValue value, CancellationToken cancellationToken)
    {
        var writer = Writer();
        Check([key]);
        return await writer.TryReplaceAsync(new OnePasswordChange(EntryOf(key)!, value), known, cancellationToken);
    }

    public async Task RemoveAsync(IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var writer = Writer();
        Check(keys);
        foreach (var unit in keys.GroupBy(UnitOf))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await writer.RemoveAsync([.. unit.Select(key => ReferenceOf(key)!)], cancellationToken);
        }
    }

    private async Task<SourceAnswer> ReadAsync(OnePasswordReader reader, string key, CancellationToken cancellationToken)
    {
        if (ReferenceOf(key) is not { } reference)
            return SourceAnswer.Missed(SourceOutcome.NotFound, NoReference, AddReference(key));
        try
        {
            var read = await reader.ReadAsync(reference, cancellationToken);
            return SourceAnswer.Found(
                new SecretValue(read.Value, Name, time.GetUtcNow(), reference, read.Version), $"{reference}, version {read.Version}");
        }
        catch (ConnectException fault)
        {
            var outcome = fault.NoVault ? SourceOutcome.NotConfigured : OnePasswordSource.Outcome(fault.Kind);
            return SourceAnswer.Missed(outcome, fault.Detail, fault.Remedy);
        }
    }

    private SecretStoreException? FindProblem(string key) => ReferenceOf(key) switch
    {
        null => new(SourceOutcome.NotConfigured, NoReference, AddReference(key)),
        { Attribute: null or "value", SshFormat: null } => null,
        var reference => new(
            SourceOutcome.NotConfigured, $"{reference} is made of a field, not the field itself", "change it in 1Password"),
    };

    private void Check(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            if (FindProblem(key) is { } problem)
                throw new SecretStoreException(problem.Outcome, $"{key} cannot be changed in 1Password: {problem.Detail}", problem.Remedy);
        }
    }

    private OnePasswordWriter Writer()
    {
        var (client, problem) = connection.CurrentClient();
        if (client is not null)
            return new OnePasswordWriter(client);
        var why = NotThere(problem);
        throw new SecretStoreException(why.Outcome, why.Detail, why.Remedy);
    }

    private static SourceAnswer NotThere(string? problem) => problem is null
        ? SourceAnswer.Missed(SourceOutcome.NotConfigured, OnePasswordSource.NotConfigured, "set OP_CONNECT_URL and OP_CONNECT_TOKEN")
        : SourceAnswer.Missed(SourceOutcome.Unavailable, problem, "set it to the address of the Connect server");

    private CatalogEntry? EntryOf(string key) => catalog().TryGet(key, out var entry) ? entry : null;

    private SecretReference? ReferenceOf(string key) => EntryOf(key)?.Reference;

    private const string NoReference = "the key has no 1Password reference in config/secrets.yaml";

    private static string AddReference(string key) => $"add an op:// reference for {key} to config/secrets.yaml";
}
