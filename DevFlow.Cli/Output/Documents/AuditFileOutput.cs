using DevFlow.Secrets;

namespace DevFlow.Cli.Output;

internal sealed record AuditFileOutput(string File, bool Ok, string Proof, long Records, long Accesses, string? From, string? To)
{
    public static AuditFileOutput Of(AuditFileReport file) => new(
        file.File,
        file.IsIntact,
        file.Proof.ToString().ToLowerInvariant(),
        file.Records,
        file.Accesses,
        file.From is { } from ? AuditEntryOutput.TimeOf(from) : null,
        file.To is { } to ? AuditEntryOutput.TimeOf(to) : null);
}
