using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Webhooks;

/// <summary>The answer to a delivery that is not refused.</summary>
/// <param name="Outcome"><c>taken</c>, or <c>repeated</c> when it was taken before.</param>
internal sealed record DeliveryAnswer(string Outcome)
{
    public const string Taken = "taken";
    public const string Repeated = "repeated";

    public static DeliveryAnswer Of(DeliveryOutcome outcome) => new(outcome is DeliveryOutcome.Taken ? Taken : Repeated);
}
