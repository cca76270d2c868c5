namespace DevFlow.Secrets;

/// <summary>
/// Proves the audit of a folder: that no record was altered, moved, inserted or taken away, as far as the key and the anchors that are
/// there can tell. It may run while services write.
/// </summary>
public static class AuditVerifier
{
    /// <summary>The rule of the finding that a chain is sealed with another key than the given one, which is no sign of tampering.</summary>
    public const string WrongKeyRule = "audit-wrong-key";

    /// <summary>Reads all files and says everything that it finds.</summary>
    /// <param name="folder">The folder of the audit.</param>
    /// <param name="key">
    /// The 32 bytes of <c>SECRET_ENCRYPTION_KEY</c>; null or empty to follow the links of keyed chains without checking their seals.
    /// </param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="progress">Hears how much of the work is done, from 0 to 1.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not of 32 bytes.</exception>
    public static async Task<AuditReport> VerifyAsync(
        string folder, ReadOnlyMemory<byte>? key, CancellationToken cancellationToken, IProgress<double>? progress = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var files = AuditFolder.Look(folder);
        var run = new AuditVerification(files, AuditKey.Of(key), progress);
        return await run.RunAsync(cancellationToken);
    }
}
