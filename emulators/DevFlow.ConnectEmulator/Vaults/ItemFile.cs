namespace DevFlow.ConnectEmulator;

/// <summary>A file attached to an item.</summary>
/// <param name="Id">26 characters of a-z and 0-9.</param>
/// <param name="Name">The file name.</param>
/// <param name="SectionId">The id of its section; null outside of all sections.</param>
/// <param name="Content">What is in it.</param>
public sealed record ItemFile(string Id, string Name, string? SectionId, ReadOnlyMemory<byte> Content)
{
    /// <summary>The name, but no content.</summary>
    public override string ToString() => Name;
}
