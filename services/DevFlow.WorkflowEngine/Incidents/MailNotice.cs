using System.Globalization;
using System.Net.Mail;
using System.Text;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Incidents;

/// <summary>
/// Leaves a mail (RFC 5322) for whatever sends mails from a folder. Written beside its place and moved there, so that nobody picks up a half of it; done again, it is
/// the same file.
/// </summary>
internal sealed class MailNotice(SecretsWorkspace workspace, IncidentNotices notices) : IIncidentWork
{
    public const string Folder = ".devflow/mail";

    public string Kind => IncidentActionKinds.NotifyMail;

    public async Task<IncidentOutcome> DoAsync(IncidentContext context, CancellationToken cancellationToken)
    {
        if (notices.Mail is not { } setting)
            return IncidentOutcome.GivenUp($"{IncidentNotices.MailTo} is not set any more");
        List<string> to = [];
        foreach (var one in setting.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // As it is parsed and not as it is written: a line break would be another header.
            if (!MailAddress.TryCreate(one, out var address) || !address.Address.All(char.IsAscii) || address.Address.Any(char.IsControl))
                return IncidentOutcome.GivenUp($"{IncidentNotices.MailTo} holds what is no address: give addresses with commas between");
            to.Add(address.Address);
        }

        var folder = Path.Combine(workspace.Root, Folder);
        var name = $"{context.Incident.Id}-{context.Action.Subject}.eml";
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var written = Path.Combine(folder, $".{name}");
            await File.WriteAllTextAsync(written, TextOf(context, to, await IncidentRowsOf(context, cancellationToken)), cancellationToken);
            File.Move(written, Path.Combine(folder, name), overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return IncidentOutcome.GivenUp($"{Folder} cannot be written ({fault.GetType().Name}); tell whoever has to know yourself");
        }

        return IncidentOutcome.Done($"{Folder}/{name}");
    }

    private static Task<IncidentRecord> IncidentRowsOf(IncidentContext context, CancellationToken cancellationToken) =>
        IncidentStore.RecordAsync(context.Connection, context.Incident, cancellationToken);

    private static string TextOf(IncidentContext context, IReadOnlyList<string> to, IncidentRecord record)
    {
        var what = context.Action.Phase is IncidentPhases.Tell ? "closed" : "declared";
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes(IncidentReport.Of(record)), Base64FormattingOptions.InsertLineBreaks);
        return string.Join("\r\n",
        [
            $"Date: {context.Now.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture)}",
            "From: DevFlow <devflow@localhost>",
            $"To: {string.Join(", ", to)}",
            $"Subject: DevFlow: a breach was {what}, incident {context.Incident.Id}",
            $"Message-ID: <{context.Action.Id}@devflow>",
            "MIME-Version: 1.0",
            "Content-Type: text/markdown; charset=utf-8",
            "Content-Transfer-Encoding: base64",
            "",
            body,
            "",
        ]);
    }
}
