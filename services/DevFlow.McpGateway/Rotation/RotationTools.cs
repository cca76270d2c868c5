using System.ComponentModel;
using System.Net;
using System.Text.Json.Nodes;
using DevFlow.McpGateway.Platform;
using DevFlow.McpGateway.Secrets;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace DevFlow.McpGateway.Rotation;

/// <summary>Replaces a secret when a person has said yes to it.</summary>
[McpServerToolType]
internal sealed class RotationTools(PlatformClient platform, RotationConfirmation confirmation, RotationProgress progress)
{
    [McpServerTool(Name = "rotate_secret", Title = "Rotate a secret", ReadOnly = false, Idempotent = false, Destructive = true, OpenWorld = false, UseStructuredContent = true)]
    [Description("Replaces a secret by a new value, after a person has confirmed it: the person is shown what replaces it, how long the value before is still accepted, and which services use it. Needs an administrator, and a client that can ask (elicitation). Never returns a value.")]
    public async Task<RotationOutcome> RotateAsync(
        RequestContext<CallToolRequestParams> request,
        IProgress<ProgressNotificationValue> reported,
        [Description("The environment key, or project/<project>/<environment>/<KEY>.")] string key,
        [Description("What replaces a project's secret, such as random-key; of the platform's the catalog says it.")] string? rotator = null,
        CancellationToken cancellationToken = default)
    {
        var path = $"api/v1/rotations/{SecretKey.PathOf(key)}";
        var preview = await platform.PostAsync<RotationPreview>(PlatformPart.Engine, path, new JsonObject { ["dryRun"] = true, ["rotator"] = rotator }, cancellationToken);
        if (preview.Problem is { } problem)
            throw new McpException($"{key} cannot be rotated now: {problem}");
        var plan = RotationPlan.Of(preview, await UsersAsync(key, cancellationToken));
        if (!await confirmation.AskAsync(request, plan, cancellationToken))
            return RotationOutcome.Declined(plan);

        var run = await BeginAsync(key, path, rotator, cancellationToken);
        return RotationOutcome.Of(plan, await progress.FollowAsync(run, reported, cancellationToken));
    }

    // From here on "try again" would be wrong: what was asked for may be under way.
    private async Task<RotationRun> BeginAsync(string key, string path, string? rotator, CancellationToken cancellationToken)
    {
        try
        {
            return await platform.PostOnceAsync<RotationRun>(PlatformPart.Engine, path, new JsonObject { ["rotator"] = rotator }, cancellationToken);
        }
        catch (PlatformException fault) when (fault.Status is null or >= HttpStatusCode.InternalServerError)
        {
            return await progress.FindAsync(key, cancellationToken) ?? throw new McpException(
                $"Whether the rotation of {key} has begun is not known: the Workflow Engine gave no answer to it. Do not ask for it again before a person has looked: 'devflow rotate' shows what is under way, and a rotation that has begun goes on.",
                fault);
        }
    }

    private async Task<IReadOnlyList<string>> UsersAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var users = await platform.GetAsync<SecretUsers>(PlatformPart.Engine, $"api/v1/dependencies/{SecretKey.PathOf(key)}", cancellationToken);
            return [.. users.Services.Select(user => user.Service)];
        }
        catch (PlatformException fault) when (fault.Status is HttpStatusCode.NotFound)
        {
            return [];
        }
    }
}
