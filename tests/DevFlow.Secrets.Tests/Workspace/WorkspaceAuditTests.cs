using DevFlow.Secrets.Tests.OnePassword;

namespace DevFlow.Secrets.Tests.Workspace;

public sealed class WorkspaceAuditTests
{
    private const string Vaults = $$"""
        tokens: [{ name: tests, token: {{EmulatedConnect.Token}}, vaults: { DevFlow: r } }]
        vaults: [{ name: DevFlow, items: [{ title: Security, category: API_CREDENTIAL, fields: { encryption_key: MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE= } }] }]
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_access_is_sealed_with_the_key_that_1password_holds()
    {
        await using var connect = await EmulatedConnect.StartAsync(Vaults);
        var report = await RunAsync(connect, onceOpen: () => Task.CompletedTask);

        Assert.Equal((AuditProof.Keyed, 1L), (Assert.Single(report.Files, IsRecord).Proof, report.Accesses));
    }

    [Fact]
    public async Task The_record_waits_for_a_key_that_cannot_be_told_and_counts_meanwhile()
    {
        await using var connect = await EmulatedConnect.StartAsync(Vaults);
        await connect.Server.StopAsync(Cancel);

        var report = await RunAsync(connect, onceOpen: () => connect.Server.RestartAsync(Cancel));

        Assert.Equal((AuditProof.Keyed, 1L), (Assert.Single(report.Files, IsRecord).Proof, report.Accesses));
    }

    [Fact]
    public async Task A_folder_with_settings_that_cannot_be_read_opens_and_the_verifier_names_them_all()
    {
        using var folder = TestFolder.Ready("DEVFLOW_AUDIT_REQUIRED=maybe", "DEVFLOW_SECRETS_CACHE_SECONDS=abc", "DEVFLOW_SECRETS_STALE_SECONDS=-1");
        await using var workspace = SecretsWorkspace.Open(folder.Options() with { Caching = SecretCaching.InMemory, AuditAs = "tests" });

        var findings = await SecretsVerifier.VerifyAsync(workspace, Cancel);

        Assert.Equal(
            ["DEVFLOW_SECRETS_CACHE_SECONDS", "DEVFLOW_SECRETS_STALE_SECONDS", "DEVFLOW_AUDIT_REQUIRED"],
            findings.Where(finding => finding.Severity is FindingSeverity.Error).Select(finding => finding.Key));
    }

    // On premises, where only 1Password holds the key.
    private static async Task<AuditReport> RunAsync(EmulatedConnect connect, Func<Task> onceOpen)
    {
        connect.Folder.CopyCatalog();
        connect.Folder.Environment["DEVFLOW_MODE"] = "onprem";
        connect.Folder.Environment["OPEN_KEY"] = "from-the-environment";
        await using (var workspace = connect.Open(auditAs: "tests"))
        {
            Assert.Equal("from-the-environment", (await workspace.Resolver.GetAsync("OPEN_KEY", cancellationToken: Cancel)).Reveal());
            await onceOpen();
            await Until.TrueAsync(async () =>
                (await workspace.Resolver.ExplainAsync("SECRET_ENCRYPTION_KEY", cancellationToken: Cancel)).Winner is not null);
        }

        return await AuditVerifier.VerifyAsync(
            Path.Combine(connect.Folder.Root, "logs", "audit"), "01234567890123456789012345678901"u8.ToArray(), Cancel);
    }

    private static bool IsRecord(AuditFileReport file) => !file.File.StartsWith("anchors", StringComparison.Ordinal);
}
