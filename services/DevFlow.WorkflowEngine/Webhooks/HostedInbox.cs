using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace DevFlow.WorkflowEngine.Webhooks;

/// <summary>
/// The hosted engine, which remembers what was delivered and keeps the events. What is handed on to it was verified here, with a secret that it need not have;
/// the key of an administrator vouches for that.
/// </summary>
internal sealed class HostedInbox(HttpClient http, ISecretResolver secrets) : IEventInbox
{
    private const string Key = "DEVFLOW_API_KEY";

    public async Task<DeliveryOutcome> TakeAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            var query = new QueryString().Add("source", delivery.Source).Add("type", delivery.Type).Add("delivery", delivery.Id).Add("action", delivery.Action ?? "");
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"api/v1/events{query}", UriKind.Relative))
            {
                Content = new ByteArrayContent(Encoding.UTF8.GetBytes(delivery.Payload)) { Headers = { ContentType = new("application/json") } },
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await secrets.GetAsync(Key, cancellationToken: cancellationToken)).Reveal());
            using var answer = await http.SendAsync(request, cancellationToken);
            return answer.StatusCode switch
            {
                HttpStatusCode.Conflict => DeliveryOutcome.Replayed,
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => throw Unavailable($"takes no events with this {Key}: it has to be one of an administrator."),
                _ => await OutcomeAsync(answer.EnsureSuccessStatusCode(), cancellationToken),
            };
        }
        catch (Exception fault) when (fault is HttpRequestException or TimeoutRejectedException or BrokenCircuitException or JsonException or SecretNotFoundException or SecretRefusedException)
        {
            throw Unavailable($"cannot be given the event ({fault.GetType().Name}); the sender tries again, or can be told to.", fault);
        }
    }

    private static async Task<DeliveryOutcome> OutcomeAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        (await answer.Content.ReadFromJsonAsync<DeliveryAnswer>(cancellationToken))?.Outcome switch
        {
            DeliveryAnswer.Taken => DeliveryOutcome.Taken,
            DeliveryAnswer.Repeated => DeliveryOutcome.Repeated,
            _ => throw new JsonException(),
        };

    private VaultException Unavailable(string what, Exception? fault = null) => new(VaultError.Unavailable, $"The hosted engine at {http.BaseAddress?.Authority} {what}", fault);
}
