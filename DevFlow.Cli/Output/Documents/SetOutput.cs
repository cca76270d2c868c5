namespace DevFlow.Cli.Output;

/// <param name="Key">The environment key.</param>
/// <param name="Store">The store that was changed.</param>
/// <param name="Place">Where the value lies, or lay.</param>
/// <param name="Changed">Whether anything had to be changed.</param>
/// <param name="Winner">The source that answers for the key now; null when none does.</param>
/// <param name="Warnings">What would surprise.</param>
internal sealed record SetOutput(string Key, string Store, string Place, bool Changed, string? Winner, IReadOnlyList<string> Warnings);
