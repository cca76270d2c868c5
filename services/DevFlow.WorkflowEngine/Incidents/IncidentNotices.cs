using DevFlow.Secrets;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Incidents;

/// <summary>How the settings say that incidents are told of.</summary>
internal sealed class IncidentNotices(DevFlowSettings settings)
{
    public const string WebhookUrl = "INCIDENT_WEBHOOK_URL";
    public const string MailTo = "INCIDENT_MAIL_TO";

    public Uri? Webhook => settings.Get(WebhookUrl) is { Length: > 0 } url && Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : null;

    public string? Mail => settings.Get(MailTo) is { Length: > 0 } to ? to : null;

    // The address of a webhook may hold a token in its path: the host says enough.
    public IEnumerable<(string Kind, string Detail)> List()
    {
        if (settings.Get(WebhookUrl) is { Length: > 0 })
            yield return (IncidentActionKinds.NotifyWebhook, $"to {Webhook?.Authority ?? $"nobody: {WebhookUrl} is no address"}");
        if (Mail is not null)
            yield return (IncidentActionKinds.NotifyMail, $"a file in {MailNotice.Folder}");
    }
}
