using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Incidents;

/// <summary>
/// Tells a webhook of an incident, signed as Standard Webhooks 1.0.0 has it (github.com/standard-webhooks/standard-webhooks): HMAC-SHA-256 of
/// <c>id.timestamp.body</c>, one signature for each value of the secret that is accepted. It may arrive more than once, each time with the same <c>webhook-id</c>.
/// </summary>
internal sealed class WebhookNotice(HttpClient http, IncidentNotices notices, AcceptedSecrets accepted, SecretScrubber scrubber) : IIncidentWork
{
    public const string SecretKey = "INCIDENT_WEBHOOK_SECRET";

    // Pauses double up to ten minutes: for more than half an hour.
    private const int MostAttempts = 12;

    // What Standard Webhooks puts before a secret that is bytes in base64.
    private const string EncodedPrefix = "whsec_";

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public string Kind => IncidentActionKinds.NotifyWebhook;

    public async Task<IncidentOutcome> DoAsync(IncidentContext context, CancellationToken cancellationToken)
    {
        if (notices.Webhook is not { } address)
            return IncidentOutcome.GivenUp($"{IncidentNotices.WebhookUrl} is not set any more, or is no address; tell whoever has to know yourself");
        if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
            return IncidentOutcome.GivenUp($"{IncidentNotices.WebhookUrl} is not https: nothing of an incident goes over a network in the clear");
        scrubber.Register(WebhookPath.SecretsIn(address));
        try
        {
            var status = await SendAsync(address, context, cancellationToken);
            if ((int)status is >= 200 and < 300)
                return IncidentOutcome.Done($"taken by {address.Authority}");
            return status is HttpStatusCode.Gone || context.Action.Attempts + 1 >= MostAttempts
                ? IncidentOutcome.GivenUp($"{address.Authority} answers {(int)status}; tell whoever has to know yourself")
                : throw new VaultException(VaultError.Unavailable, $"{address.Authority} answers {(int)status}");
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            var problem = fault is VaultException or SecretNotFoundException or SecretRefusedException ? fault.Message : $"{address.Authority} cannot be reached ({fault.GetType().Name})";
            return context.Action.Attempts + 1 >= MostAttempts
                ? IncidentOutcome.GivenUp($"{problem}; tell whoever has to know yourself")
                : throw new VaultException(VaultError.Unavailable, problem, fault);
        }
    }

    private async Task<HttpStatusCode> SendAsync(Uri address, IncidentContext context, CancellationToken cancellationToken)
    {
        var isClosed = context.Action.Phase is IncidentPhases.Tell;
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new NoticeData(isClosed ? "incident.closed" : "incident.declared", (isClosed ? context.Incident.ClosedAt : null) ?? context.Incident.DeclaredAt, context.Incident), _json);
        var (id, timestamp) = ($"{context.Action.Id}", context.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", SignaturesOf([.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body], await accepted.GetAsync(SecretKey, cancellationToken)));
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return answer.StatusCode;
    }

    private static string SignaturesOf(byte[] signed, IReadOnlyList<SecretValue> secrets) =>
        string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret.Reveal()), signed))}"));

    private static byte[] KeyOf(string secret)
    {
        var bytes = new byte[secret.Length];
        return secret.StartsWith(EncodedPrefix, StringComparison.Ordinal) && Convert.TryFromBase64String(secret[EncodedPrefix.Length..], bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(secret);
    }
}
