namespace DevFlow.Secrets;

/// <summary>A node of a YAML file with the place where it starts, both from 1.</summary>
internal abstract record YamlNode(int Line, int Column)
{
    /// <summary>False when the file broke off inside the node, so that what it lacks says nothing.</summary>
    public bool IsComplete { get; set; } = true;
}
