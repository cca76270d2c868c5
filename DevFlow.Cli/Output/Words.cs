using DevFlow.Secrets;

namespace DevFlow.Cli.Output;

/// <summary>Enumerations and sentences as the tool writes them.</summary>
internal static class Words
{
    /// <summary>Whether a step says anything of the key: a source that does not concern it has no remedy and is no news.</summary>
    public static bool Concerns(SourceStep step) => step is not { Outcome: SourceOutcome.NotConfigured, Remedy: null };

    /// <summary>A source in a sentence: from .env, from the environment.</summary>
    public static string Of(string source) => source == SecretSourceNames.Environment ? "the environment" : source;

    /// <summary>A number of things: 1 error, 2 errors.</summary>
    public static string Count(long number, string thing) => number == 1 ? $"1 {thing}" : $"{number} {thing}s";

    /// <summary>A sentence of a library as this tool writes it: without its capital and its stop. Names such as DEVFLOW_MODE stay.</summary>
    public static string LowerCase(string sentence)
    {
        var text = sentence.TrimEnd('.');
        return text is [var first, var second, ..] && char.IsUpper(first) && !char.IsUpper(second) ? char.ToLowerInvariant(first) + text[1..] : text;
    }

    /// <summary>What somebody else may have chosen, for a terminal, which must not obey what stands in it.</summary>
    public static string Plain(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) : text;
}
