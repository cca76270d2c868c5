namespace DevFlow.Secrets;

/// <summary>What makes a line the next record of a chain.</summary>
internal static class AuditChainRules
{
    /// <summary>Judges a line.</summary>
    /// <param name="state">How far the chain is.</param>
    /// <param name="line">The line; null when it is no record.</param>
    /// <param name="bytes">The same as bytes.</param>
    /// <param name="where">Its place, for the finding.</param>
    /// <param name="isRecovery">Whether the line before it is the piece that it recovers.</param>
    /// <param name="key">The key at hand; null when there is none.</param>
    /// <param name="next">How far the chain is with it.</param>
    /// <returns>What is wrong with it; null when it follows.</returns>
    public static Finding? Judge(
        AuditChainState state, AuditLine? line, ReadOnlySpan<byte> bytes, string where, bool isRecovery, AuditKey? key, out AuditChainState next)
    {
        next = state;
        if (line is null)
            return AuditFindings.NoRecord(where);
        if (state.Seq == 0 && !line.IsHeader)
            return AuditFindings.NoHeader(where);
        if (line.IsHeader && line.Version != AuditFormat.Version)
            return AuditFindings.Version(where, line.Version);

        var sealing = line.IsHeader ? state with { KeyId = line.Keyed ? line.KeyId : null, Key = KeyOf(line, key) } : state;
        if (sealing.Key is not null && sealing.Key.Seal(AuditLine.BodyOf(bytes)) != line.Mac)
            return AuditFindings.Altered(where);

        var due = state.Seq + 1;
        if (line.Seq > due)
            return AuditFindings.Missing(where, due, line.Seq - 1);
        if (line.Seq < due)
            return AuditFindings.Repeated(where, line.Seq);
        if (line.Prev != (state.Seq == 0 ? line.Previous?.Mac ?? "" : state.Mac))
            return AuditFindings.NotLinked(where);
        if (line.Kind == AuditFormat.Recovered && !isRecovery)
            return AuditFindings.PieceMissing(where);

        next = sealing with { Seq = line.Seq, Mac = line.Mac };
        return null;
    }

    /// <summary>What the records behind a header are sealed with; null when that is not at hand.</summary>
    public static AuditKey? KeyOf(AuditLine header, AuditKey? key) =>
        !header.Keyed ? AuditKey.None : key is not null && key.Id == header.KeyId ? key : null;
}
