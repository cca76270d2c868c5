namespace DevFlow.Secrets.Vault;

/// <summary>A record on its way into the table.</summary>
/// <param name="Line">What it says.</param>
/// <param name="Bytes">The line itself.</param>
/// <param name="Piece">The piece of a line that it recovers.</param>
internal sealed record AuditRow(AuditLine Line, ReadOnlyMemory<byte> Bytes, byte[]? Piece);
