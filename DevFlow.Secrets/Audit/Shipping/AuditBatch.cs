namespace DevFlow.Secrets;

/// <summary>Lines of a chain on their way to a replica.</summary>
/// <param name="File">The name of the chain's file, without a folder.</param>
/// <param name="Lines">The lines as they stand in the file, each with its line feed.</param>
/// <param name="FromStart">Whether they begin with the file's first: what is missing before them is nowhere to be had.</param>
public sealed record AuditBatch(string File, ReadOnlyMemory<byte> Lines, bool FromStart);
