using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Moving;

/// <summary>Finds out whether what was written is what DevFlow will read.</summary>
internal static class Shadows
{
    /// <summary>What stands above the store that was written.</summary>
    public static IEnumerable<string> Of(SecretExplanation explanation, string store)
    {
        if (explanation.WinningStep is not { } step || explanation.Winner is not { } winner)
            yield break;
        if (step.Source != store)
            yield return $"{explanation.Key} still comes from {Words.Of(winner)} ({step.Detail}), which stands above {store}";
        else if (store == SecretSourceNames.DotEnv && winner == store && !step.Detail.StartsWith(".env:", StringComparison.Ordinal))
            yield return $"{explanation.Key} still comes from {step.Detail}, which stands above .env";
    }

    /// <summary>Which of the keys a higher .env file than the written one sets. Asks nobody.</summary>
    public static IEnumerable<string> InLayers(SecretsWorkspace workspace, IEnumerable<string> keys) =>
        from key in keys
        let above = workspace.Layers.TryGet(key, out var entry) && !entry.IsEmpty && entry.Path != ".env" ? entry : null
        where above is not null
        select $"{key}: {above.Path}:{above.Line} stands above .env, and its value is the one that is used";
}
