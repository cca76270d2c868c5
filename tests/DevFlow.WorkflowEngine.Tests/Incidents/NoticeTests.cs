using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Incidents;

namespace DevFlow.WorkflowEngine.Tests.Incidents;

/// <summary>How notices fail: said, and either tried again or given up.</summary>
public sealed class NoticeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("devflow-notice-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("nobody")]
    [InlineData("chief@example.org, nobody")]
    [InlineData("chief@example.org\r\nBcc: eve@example.org")]
    [InlineData("")]
    public async Task A_mail_to_what_is_no_address_is_given_up_and_leaves_no_file(string to)
    {
        using var workspace = Open(("INCIDENT_MAIL_TO", to));

        var outcome = await new MailNotice(workspace, new IncidentNotices(workspace.Settings)).DoAsync(Context(), Cancel);

        Assert.Equal(IncidentActionStates.Failed, outcome.State);
        Assert.Contains("INCIDENT_MAIL_TO", outcome.Text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, ".devflow", "mail")));
    }

    [Theory]
    [InlineData("http://example.org/hook-of-c4n4ry", "is not https")]
    [InlineData("example", "is no address")]
    public async Task A_webhook_that_must_not_be_told_is_not(string url, string says)
    {
        using var workspace = Open(("INCIDENT_WEBHOOK_URL", url), ("INCIDENT_WEBHOOK_SECRET", IncidentEngine.SigningSecret));
        using var notice = new Notice(workspace);

        var outcome = await notice.Work.DoAsync(Context(), Cancel);

        Assert.Equal(IncidentActionStates.Failed, outcome.State);
        Assert.Contains(says, outcome.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("c4n4ry", $"{outcome.Text} {string.Concat(new IncidentNotices(workspace.Settings).List())}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_without_a_secret_or_that_nobody_answers_is_tried_again_for_a_while()
    {
        using var unsigned = Open(("INCIDENT_WEBHOOK_URL", "http://127.0.0.1:1/hook-of-c4n4ry"));
        using var unheard = Open(("INCIDENT_WEBHOOK_URL", "http://127.0.0.1:1/hook-of-c4n4ry"), ("INCIDENT_WEBHOOK_SECRET", IncidentEngine.SigningSecret));
        foreach (var (workspace, says) in new[] { (unsigned, "INCIDENT_WEBHOOK_SECRET"), (unheard, "127.0.0.1:1 cannot be reached") })
        {
            using var notice = new Notice(workspace);

            var fault = await Assert.ThrowsAsync<VaultException>(() => notice.Work.DoAsync(Context(), Cancel));
            var outcome = await notice.Work.DoAsync(Context(attempts: 11), Cancel);

            Assert.Contains(says, fault.Message, StringComparison.Ordinal);
            Assert.Equal(IncidentActionStates.Failed, outcome.State);
            Assert.DoesNotContain("c4n4ry", fault.Message + outcome.Text, StringComparison.Ordinal);
        }
    }

    private SecretsWorkspace Open(params (string Key, string Value)[] environment)
    {
        var all = environment.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        Directory.CreateDirectory(Path.Combine(_folder, "config"));
        File.Copy(Path.Combine(Engine.Repository, "config", "secrets.yaml"), Path.Combine(_folder, "config", "secrets.yaml"), overwrite: true);
        return SecretsWorkspace.Open(new() { Root = _folder, Environment = all.GetValueOrDefault });
    }

    // None of these come as far as to ask the database.
    private static IncidentContext Context(int attempts = 0)
    {
        var incident = new Incident(Guid.NewGuid(), IncidentScopes.Tier, "system", "a drill", "user:1", DateTimeOffset.UnixEpoch, ClosedAt: null, Open: 1, ForPeople: 0);
        return new(incident, new()
        {
            Id = Guid.NewGuid(),
            Incident = incident.Id,
            Number = 1,
            Phase = IncidentPhases.Contain,
            Kind = IncidentActionKinds.NotifyWebhook,
            Subject = "declared",
            Detail = "",
            State = IncidentActionStates.Begun,
            Attempts = attempts,
        }, [], Connection: null!, DateTimeOffset.UnixEpoch);
    }

    private sealed class Notice : IDisposable
    {
        private readonly HttpClient _http = new();
        private readonly AcceptedSecrets _accepted;

        public Notice(SecretsWorkspace workspace)
        {
            _accepted = new AcceptedSecrets(workspace, TimeProvider.System);
            Work = new WebhookNotice(_http, new IncidentNotices(workspace.Settings), _accepted, new SecretScrubber());
        }

        public WebhookNotice Work { get; }

        public void Dispose()
        {
            _accepted.Dispose();
            _http.Dispose();
        }
    }
}
