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

    /// <summary>What was done, in one line; null when nothing was.</summary>
    public string? Summary => (Created, Generated.Count) switch
    {
        (false, 0) => null,
        (true, 0) => "created .env from .env.example",
        (true, _) => $"created .env from .env.example and generated {string.Join(", ", Generated)}",
        _ => $"generated {string.Join(", ", Generated)} in .env",
    };
}
