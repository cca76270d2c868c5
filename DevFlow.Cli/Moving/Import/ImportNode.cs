namespace DevFlow.Cli.Moving.Import;

/// <summary>A node of a JSON or YAML file with its line, from 1. Its text may be a secret: it is no record, which would print it.</summary>
internal sealed class ImportNode
{
    private ImportNode(int line) => Line = line;

    public int Line { get; }

    /// <summary>A text, a number or a truth value as written; null for anything else.</summary>
    public string? Text { get; private init; }

    /// <summary>The members of a map in file order, a name that is written twice twice; null for anything else.</summary>
    public List<(string Name, ImportNode Value)>? Members { get; private init; }

    public bool IsList { get; private init; }

    /// <summary>Whether it is nothing: null, or an empty text.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(Text) && Members is null && !IsList;

    public static ImportNode OfText(string? text, int line) => new(line) { Text = text };

    public static ImportNode OfMap(int line) => new(line) { Members = [] };

    public static ImportNode OfList(int line) => new(line) { IsList = true };

    public ImportNode? Find(string name) => Members?.Find(member => member.Name == name).Value;

    /// <summary>The line alone.</summary>
    public override string ToString() => $"line {Line}";
}
