namespace DevFlow.Secrets;

/// <summary>What the mode rules look at.</summary>
/// <param name="Mode">The mode; null when <c>DEVFLOW_MODE</c> names none of the four.</param>
/// <param name="Settings">The settings.</param>
/// <param name="Layers">The .env files.</param>
/// <param name="Keys">The keys that somebody may need; see <see cref="KnownKeys"/>.</param>
/// <param name="Explanations">For each of <paramref name="Keys"/>, where it would come from.</param>
internal sealed record ModeCheck(
    DevFlowMode? Mode,
    DevFlowSettings Settings,
    DotEnvLayers Layers,
    IReadOnlyList<CatalogEntry> Keys,
    IReadOnlyDictionary<string, SecretExplanation> Explanations)
{
    /// <inheritdoc cref="SecretsWorkspaceOptions.OnePasswordLater"/>
    public bool OnePasswordLater { get; init; }

    /// <summary>Where a person goes to change a key: where its value stands, or where it can be set.</summary>
    public string Place(string key)
    {
        if (Explanations.TryGetValue(key, out var explanation) && explanation.Winner is { } winner && winner != SecretSourceNames.DotEnv)
            return winner;
        return Layers.TryGet(key, out var entry) ? $"{entry.Path}:{entry.Line}:{entry.Column}" : ".env";
    }
}
