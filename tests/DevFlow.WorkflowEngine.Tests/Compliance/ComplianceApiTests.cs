using System.Net;
using System.Text.Json;

namespace DevFlow.WorkflowEngine.Tests.Compliance;

/// <summary>What speaks for a real engine and against it.</summary>
public sealed class ComplianceApiTests(ComplianceEngine shared) : IClassFixture<ComplianceEngine>
{
    [Theory]
    [InlineData("soc2", 6)]
    [InlineData("hipaa", 5)]
    [InlineData("gdpr", 4)]
    public async Task Each_control_has_evidence_with_its_question_and_its_answer_and_no_value(string framework, int count)
    {
        var report = await shared.ReportAsync(framework);

        var controls = report.GetProperty("controls").EnumerateArray().ToList();
        Assert.Equal(count, controls.Count);
        var evidence = controls.SelectMany(control => control.GetProperty("evidence").EnumerateArray()).ToList();
        Assert.All(evidence, one => Assert.All(new[] { "statement", "query", "result" }, part => Assert.NotEqual("", one.Text(part))));
        // What is lacking is said wherever something is, and nowhere else.
        Assert.All(evidence, one => Assert.Equal(one.GetProperty("holds").ValueKind is JsonValueKind.False, one.GetProperty("gap").ValueKind is JsonValueKind.String));
        Assert.All(controls, control => Assert.Equal(
            control.GetProperty("evidence").EnumerateArray().Any(one => one.GetProperty("holds").ValueKind is JsonValueKind.False) ? "gap" : "met", control.Text("status")));
        Assert.Equal(9, report.GetProperty("metrics").GetArrayLength());
        Assert.DoesNotContain(ComplianceEngine.Canary, report.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_so_holds_and_what_is_not_is_a_gap()
    {
        var soc2 = await shared.ReportAsync("soc2");
        var hipaa = await shared.ReportAsync("hipaa");
        var gdpr = await shared.ReportAsync("gdpr");

        Assert.Equal("met", StatusOf(soc2, "encryption-in-transit"));
        Assert.Equal("met", StatusOf(soc2, "access-controls"));
        Assert.Equal("met", StatusOf(hipaa, "data-retention"));
        Assert.Equal("met", StatusOf(gdpr, "right-to-deletion"));
        Assert.Equal("met", StatusOf(gdpr, "security-by-design"));
        // No secret of this engine is in 1Password, one alone has a period, and of GitHub there is a secret without an id.
        Assert.Equal("gap", StatusOf(soc2, "encryption-at-rest"));
        Assert.Contains("0 of ", soc2.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("gap", StatusOf(soc2, "rotation-policies"));
        Assert.Equal("gap", StatusOf(hipaa, "user-authentication"));
    }

    [Theory]
    [InlineData("soc2", "access-controls", "ALTER TABLE devflow.alerts NO FORCE ROW LEVEL SECURITY", "ALTER TABLE devflow.alerts FORCE ROW LEVEL SECURITY")]
    [InlineData("soc2", "audit-logging", "UPDATE devflow.audit_chains SET state = 'broken' WHERE service = 'mcp-gateway'", "UPDATE devflow.audit_chains SET state = 'closed' WHERE service = 'mcp-gateway'")]
    [InlineData("gdpr", "right-to-deletion", "UPDATE devflow.users SET erased_at = now() WHERE name = 'leaver'", "UPDATE devflow.users SET erased_at = NULL WHERE name = 'leaver'")]
    [InlineData("hipaa", "breach-notification", "INSERT INTO devflow.incidents (id, scope, subject, reason, declared_by, declared_at) VALUES (gen_random_uuid(), 'tier', 'user', 'a drill', 'user:x', now() - interval '4 days')", "DELETE FROM devflow.incidents")]
    [InlineData("hipaa", "data-retention", "CREATE TABLE devflow.audit_old PARTITION OF devflow.audit_records FOR VALUES FROM ('2020-01-01') TO ('2020-02-01'); INSERT INTO devflow.audit_records (chain, seq, time, kind, service, count, refused, line) VALUES (1, 0, '2020-01-15', 'access', 'old', 1, false, '{}')", "DROP TABLE devflow.audit_old")]
    public async Task What_is_broken_is_a_gap_until_it_is_mended(string framework, string control, string broken, string mended)
    {
        using var leaver = await shared.Engine.CreateClientAsync("leaver");
        await leaver.CallAsync(HttpMethod.Put, "/api/v1/me/secrets/token", new { value = ComplianceEngine.Canary });
        Assert.Equal("met", StatusOf(await shared.ReportAsync(framework), control));
        await shared.ExecuteAsync(broken);
        try
        {
            Assert.Equal("gap", StatusOf(await shared.ReportAsync(framework), control));
        }
        finally
        {
            await shared.ExecuteAsync(mended);
        }

        Assert.Equal("met", StatusOf(await shared.ReportAsync(framework), control));
    }

    [Fact]
    public async Task Figures_come_from_the_records()
    {
        var report = await shared.ReportAsync("soc2");

        Assert.Equal(("missed", 25), MetricOf(report, "failed-rotations"));
        Assert.Equal(("missed", 75), MetricOf(report, "rotation-success"));
        Assert.Equal(("met", 100), MetricOf(report, "rotation-compliance"));
        // 61 days ago, and again 30 days and 6 hours later.
        Assert.Equal(("met", 6), MetricOf(report, "rotation-lateness"));
        Assert.Equal("missed", MetricOf(report, "unauthorized-attempts").Status);
        Assert.Equal("met", MetricOf(report, "retrieval-p95").Status);
        Assert.Equal("missed", MetricOf(report, "secrets-in-1password").Status);
        Assert.Equal("no-data", MetricOf(report, "secrets-in-git").Status);
    }

    [Fact]
    public async Task It_is_for_who_administers_and_for_frameworks_that_there_are()
    {
        using var anna = await shared.Engine.CreateClientAsync("anna");
        using var nobody = shared.Engine.CreateAnonymousClient();

        await anna.GetJsonAsync("/api/v1/compliance/soc2", HttpStatusCode.Forbidden);
        await nobody.GetJsonAsync("/api/v1/compliance/soc2", HttpStatusCode.Unauthorized);
        var unknown = await shared.Admin.GetJsonAsync("/api/v1/compliance/iso27001", HttpStatusCode.NotFound);
        Assert.Contains("soc2, hipaa, gdpr", unknown.Text("detail"), StringComparison.Ordinal);
    }

    private static string StatusOf(JsonElement report, string control) =>
        Assert.Single(report.GetProperty("controls").EnumerateArray(), one => one.Text("id") == control).Text("status");

    private static (string Status, double Value) MetricOf(JsonElement report, string id)
    {
        var metric = Assert.Single(report.GetProperty("metrics").EnumerateArray(), one => one.Text("id") == id);
        return (metric.Text("status"), metric.GetProperty("value") is { ValueKind: JsonValueKind.Number } value ? Math.Round(value.GetDouble(), 1) : double.NaN);
    }
}
