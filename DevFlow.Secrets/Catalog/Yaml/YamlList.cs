namespace DevFlow.Secrets;

/// <summary>A list in file order.</summary>
internal sealed record YamlList(int Line, int Column) : YamlNode(Line, Column)
{
    public List<YamlNode> Items { get; } = [];
}
