namespace DevFlow.Cli.Moving.Import;

/// <summary>The file cannot be read from a place on. The parser's own words are left out: they may quote what stands there.</summary>
internal sealed class ImportSyntaxException(int line, string message, string remedy) : Exception(message)
{
    public int Line { get; } = line;

    public string Remedy { get; } = remedy;
}
