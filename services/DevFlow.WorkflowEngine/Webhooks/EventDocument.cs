using System.Text.Json.Serialization;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Webhooks;

/// <summary>An event as the API tells it; see <see cref="WorkflowEvent"/>.</summary>
internal sealed record EventDocument(
    long Id,
    string Source,
    string Type,
    string? Action,
    string Delivery,
    DateTimeOffset ReceivedAt,
    string TakenBy,
    string State,
    string? ClaimedBy,
    DateTimeOffset? ClaimedUntil,
    int Attempts,
    DateTimeOffset? DoneAt,
    [property: JsonConverter(typeof(RawJsonConverter))] string? Payload)
{
    public static EventDocument Of(WorkflowEvent told) => new(
        told.Id,
        told.Source,
        told.Type,
        told.Action,
        told.Delivery,
        told.ReceivedAt,
        told.TakenBy,
        told.State,
        told.ClaimedBy,
        told.ClaimedUntil,
        told.Attempts,
        told.DoneAt,
        told.Payload);
}
