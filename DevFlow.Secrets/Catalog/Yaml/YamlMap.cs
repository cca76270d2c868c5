namespace DevFlow.Secrets;

/// <summary>A map in file order; a key written twice stands here twice.</summary>
internal sealed record YamlMap(int Line, int Column) : YamlNode(Line, Column)
{
    public List<(YamlText Key, YamlNode Value)> Pairs { get; } = [];

    public YamlNode? Find(string key) => Pairs.Find(p => p.Key.Text == key).Value;
}
