using System.Security.Claims;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace DevFlow.McpGateway.Rotation;

/// <summary>Has a person say yes to a plan, by whatever way the client's revision of the protocol has for that.</summary>
internal sealed class RotationConfirmation(ConfirmationStates states)
{
    private const string Confirm = "confirm";

    /// <returns>Whether a person said yes to exactly this plan.</returns>
    /// <exception cref="McpException">The client cannot ask.</exception>
    /// <exception cref="InputRequiredException">The client is to ask, and to call again with the answer.</exception>
    public async Task<bool> AskAsync(RequestContext<CallToolRequestParams> request, RotationPlan plan, CancellationToken cancellationToken)
    {
        if (request.Server.ClientCapabilities?.Elicitation is null)
        {
            throw new McpException(
                $"A person has to confirm this, and this client cannot ask one (it has no elicitation). {plan.Text} A person can do it with: devflow rotate {plan.Secret}");
        }

        // Since 2026-07-28 the server asks by its answer; before, over the session, while the call is open.
        if (!request.Server.IsMrtrSupported)
            return IsYes(await request.Server.ElicitAsync(Question(plan), cancellationToken));

        var caller = request.User?.FindFirstValue("sub") ?? throw new McpException("Nobody is signed in.");
        if (request.Params?.InputResponses?.TryGetValue(Confirm, out var response) is not true || !states.Take(request.Params.RequestState, caller, plan.Text))
        {
            throw new InputRequiredException(
                new Dictionary<string, InputRequest>(StringComparer.Ordinal) { [Confirm] = InputRequest.ForElicitation(Question(plan)) }, states.Give(caller, plan.Text));
        }

        return response!.Deserialize(InputResponse.ElicitResultJsonTypeInfo) is { } answer && IsYes(answer);
    }

    private static ElicitRequestParams Question(RotationPlan plan) => new()
    {
        Message = plan.Text,
        RequestedSchema = new()
        {
            Properties = new Dictionary<string, ElicitRequestParams.PrimitiveSchemaDefinition>(StringComparer.Ordinal)
            {
                [Confirm] = new ElicitRequestParams.BooleanSchema { Title = $"Rotate {plan.Secret} now", Description = "Yes replaces it.", Default = false },
            },
            Required = [Confirm],
        },
    };

    private static bool IsYes(ElicitResult answer) =>
        answer.IsAccepted && answer.Content?.TryGetValue(Confirm, out var confirmed) is true && confirmed.ValueKind is JsonValueKind.True;
}
