namespace DevFlow.Secrets;

/// <summary>A record of a file, by which the file can be found to have been that long.</summary>
/// <param name="File">The name of the file, without its folder.</param>
/// <param name="Seq">The record's number.</param>
/// <param name="Mac">Its mac.</param>
internal readonly record struct AuditHead(string File, long Seq, string Mac);
