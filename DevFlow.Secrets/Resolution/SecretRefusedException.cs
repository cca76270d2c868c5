namespace DevFlow.Secrets;

/// <summary>A source's answer ended the resolution without a value: sources behind it are not asked.</summary>
public abstract class SecretRefusedException : Exception
{
    private protected SecretRefusedException(string key, SourceStep step, string message)
        : base(message)
    {
        Key = key;
        Step = step;
    }

    /// <summary>The environment key asked for.</summary>
    public string Key { get; }

    /// <summary>What the source said.</summary>
    public SourceStep Step { get; }

    private protected static string WithRemedy(SourceStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.Remedy is null ? step.Detail : $"{step.Detail}; {step.Remedy}";
    }
}
