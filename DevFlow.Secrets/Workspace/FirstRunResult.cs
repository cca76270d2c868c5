namespace DevFlow.Secrets;

/// <summary>What a first run did.</summary>
/// <param name="Created">Whether .env was made.</param>
/// <param name="Generated">The keys that were generated into it.</param>
public sealed record FirstRunResult(bool Created, IReadOnlyList<string> Generated)
{
    /// <summary>Nothing to do.</summary>
    public static FirstRunResult Nothing { get; } = new(Created: false, []);

    /// <summary>Whether .env was written.</summary>
    public bool Changed => Created || Generated.Count > 0;
}
