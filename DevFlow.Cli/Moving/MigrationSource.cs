using DevFlow.Secrets;

namespace DevFlow.Cli.Moving;

/// <summary>Finds what a store has to move.</summary>
internal static class MigrationSource
{
    /// <param name="workspace">The folder.</param>
    /// <param name="source">The store.</param>
    /// <param name="asked">The keys that were asked for; none for all of them.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<List<MoveCandidate>> FindAsync(
        SecretsWorkspace workspace, ISecretStore source, IReadOnlyList<string> asked, CancellationToken cancellationToken)
    {
        // A key on a faulty line is not among the keys, and would be left behind without a word.
        if (asked.Count == 0 && source.Name == SecretSourceNames.DotEnv
            && workspace.Layers.Documents[0].Diagnostics.Any(fault => fault.Severity is FindingSeverity.Error))
        {
            throw new CheckException(
                ".env has faults, so that some of its keys cannot be read, and nothing was moved",
                "'devflow verify' lists the faults; keys that are named are moved all the same");
        }

        // Settings are no secrets, and stay where they are.
        List<string> keys = asked.Count > 0
            ? [.. asked.Distinct(StringComparer.Ordinal)]
            : [.. (await source.KeysAsync(cancellationToken)).Where(key => !DevFlowSettingKeys.Contains(key))];
        var order = workspace.Catalog.Entries.Select((entry, index) => (entry.Key, index)).ToDictionary(pair => pair.Key, pair => pair.index);
        var answers = await source.ReadAsync(keys, cancellationToken);
        MovePlanner.ThrowIfAway(answers);
        return
        [
            .. from key in keys.OrderBy(key => order.GetValueOrDefault(key, int.MaxValue))
               let answer = answers[key]
               where asked.Count > 0 || answer.Outcome is not SourceOutcome.NotFound
               select CandidateOf(source, key, answer),
        ];
    }

    private static MoveCandidate CandidateOf(ISecretStore source, string key, SourceAnswer answer) => answer.Value is { } value
        ? new(key, source.Name == SecretSourceNames.DotEnv ? answer.Detail : source.PlaceOf(key)!, value)
        : new(key, source.PlaceOf(key) ?? source.Name, Value: null, new(answer.Outcome, answer.Detail, answer.Remedy));
}
