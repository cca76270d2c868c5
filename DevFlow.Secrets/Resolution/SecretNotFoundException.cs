using System.Text;

namespace DevFlow.Secrets;

/// <summary>No source has the secret. The message says, per source, why it missed and how to set the key there.</summary>
public sealed class SecretNotFoundException : Exception
{
    /// <summary>Describes a miss.</summary>
    /// <param name="key">The environment key asked for.</param>
    /// <param name="steps">What each source said.</param>
    public SecretNotFoundException(string key, IReadOnlyList<SourceStep> steps)
        : base(Describe(key, steps))
    {
        Key = key;
        Steps = steps;
    }

    /// <summary>The environment key asked for.</summary>
    public string Key { get; }

    /// <summary>What each source said, in the order of the cascade.</summary>
    public IReadOnlyList<SourceStep> Steps { get; }

    private static string Describe(string key, IReadOnlyList<SourceStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var text = new StringBuilder($"Secret '{key}' was not found.");
        foreach (var step in steps)
        {
            // A source that does not concern the key has no remedy and is no news.
            if (step is { Outcome: SourceOutcome.NotConfigured, Remedy: null })
                continue;
            text.Append($"\n  {step.Source}: {step.Detail}");
            if (step.Remedy is not null)
                text.Append($"; {step.Remedy}");
        }

        return text.ToString();
    }
}
