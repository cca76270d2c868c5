using System.Globalization;
using Dapper;

namespace DevFlow.WorkflowEngine.Compliance;

/// <summary>Measures the figures that the platform is held to, from records.</summary>
internal sealed class Metrics(SecretMeasurements measurements)
{
    private const string Denied = """
        SELECT coalesce(sum(count), 0)::bigint FROM devflow.audit_records WHERE outcome = 'denied' AND time >= @since
        """;

    public async Task<IReadOnlyList<ComplianceMetric>> MeasureAsync(ProbeContext context, CancellationToken cancellationToken)
    {
        var rotation = await RotationRecord.ReadAsync(context, cancellationToken);
        var denied = await context.Database.RunAsync(
            context.Caller,
            (connection, token) => connection.ExecuteScalarAsync<long>(new CommandDefinition(Denied, new { since = context.Since.UtcDateTime }, cancellationToken: token)),
            cancellationToken);
        return
        [
            InOnePassword(context), Compliance(context, rotation), Failed(rotation), Attempts(denied), History(), Retrieval(), Availability(), Succeeded(rotation), Lateness(rotation),
        ];
    }

    private static ComplianceMetric InOnePassword(ProbeContext context)
    {
        var (there, all) = Probes.OnePassword(context);
        return Share("secrets-in-1password", "Secrets in 1Password", "> 95 %", there, all, share => share > 95, "secrets that are found", "GET /api/v1/secrets: source 1password");
    }

    private static ComplianceMetric Compliance(ProbeContext context, RotationRecord rotation)
    {
        var policies = context.Workspace.Catalog.Entries.Count(entry => entry.IsSecret && entry.RotateEvery is not null);
        return Share(
            "rotation-compliance", "Secret rotation compliance", "> 90 %", rotation.Kept, policies, share => share > 90, "secrets with a period", RotationRecord.Punctuality);
    }

    private static ComplianceMetric Failed(RotationRecord rotation) => Share(
        "failed-rotations", "Failed rotation attempts", "< 1 %", rotation.Failed, rotation.Ended, share => share < 1, "rotations of the last 90 days", RotationRecord.Runs);

    private static ComplianceMetric Succeeded(RotationRecord rotation) => Share(
        "rotation-success", "Secret rotation success rate", "> 99 %", rotation.Ended - rotation.Failed, rotation.Ended, share => share > 99, "rotations of the last 90 days", RotationRecord.Runs);

    private static ComplianceMetric Attempts(long denied) => Of(
        "unauthorized-attempts", "Unauthorized access attempts", "0", isCritical: true, denied, count => count == 0, Text($"{denied} denied in the last {ProbeContext.Days} days"), Denied);

    // The repository is where people work, and not here.
    private static ComplianceMetric History() => Of(
        "secrets-in-git", "Secrets in git history", "0", isCritical: true, value: null, static _ => true, "not measured by the engine, which has no repository", "devflow scan --history");

    private ComplianceMetric Retrieval()
    {
        var p95 = measurements.RetrievalP95;
        return Of(
            "retrieval-p95", "Secret retrieval latency (p95)", "< 100 ms", isCritical: false, p95?.Seconds * 1000, milliseconds => milliseconds < 100,
            p95 is { } all ? Text($"{all.Seconds * 1000:0.###} ms, of the last {all.Of} reads of this engine") : "no read since this engine was started", "the measurements of secret.resolve.duration in this engine");
    }

    private ComplianceMetric Availability()
    {
        var (asked, away) = measurements.OnePassword;
        return Share(
            "1password-availability", "1Password availability", "> 99.9 %", asked - away, asked, share => share > 99.9, "questions of this engine since it was started",
            "the measurements of secret.access and secret.fallback in this engine");
    }

    private static ComplianceMetric Lateness(RotationRecord rotation) => Of(
        "rotation-lateness", "Time to rotate after expiry", "< 24 h", isCritical: true, rotation.Late is { } late ? Math.Max(late, 0) : null, hours => hours < 24,
        rotation.Late is { } hours ? Text($"{Math.Max(hours, 0):0.#} h at most") : "no secret has come to the end of its period", RotationRecord.Punctuality);

    private static ComplianceMetric Share(string id, string title, string target, long part, long all, Func<double, bool> isMet, string of, string query) => Of(
        id, title, target, isCritical: true, all == 0 ? null : 100.0 * part / all, isMet,
        all == 0 ? $"no {of}" : Text($"{100.0 * part / all:0.##} %: {part} of {all} {of}"), query);

    private static ComplianceMetric Of(string id, string title, string target, bool isCritical, double? value, Func<double, bool> isMet, string result, string query) => new(
        id, title, target, isCritical, value is { } known ? isMet(known) ? ComplianceMetric.Met : ComplianceMetric.Missed : ComplianceMetric.NoData, value, result, query);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
