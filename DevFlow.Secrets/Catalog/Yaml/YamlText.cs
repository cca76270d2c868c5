namespace DevFlow.Secrets;

/// <summary>A scalar. Its text may be somebody's secret written in the wrong place, so it is never printed.</summary>
internal sealed record YamlText(string Text, bool IsQuoted, int Line, int Column) : YamlNode(Line, Column)
{
    public bool IsNull => !IsQuoted && Text is "" or "~" or "null";

    public override string ToString() => $"a text at {Line}:{Column}";
}
