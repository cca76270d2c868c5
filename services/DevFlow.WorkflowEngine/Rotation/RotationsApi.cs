using System.Security.Claims;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;
using DevFlow.WorkflowEngine.Vault;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.Rotation;

/// <summary>Rotations: what is planned, what was done, and what somebody asks for. No value is part of it.</summary>
internal static class RotationsApi
{
    private const int Most = 1000;
    private const string Root = "/api/v1/rotations";

    public static void MapRotations(this IEndpointRouteBuilder app)
    {
        // In hybrid mode the hosted engine rotates, and answers.
        if (app.ServiceProvider.GetService<RotationRuns>() is null)
            return;
        var rotations = app.MapGroup(Root).RequireAuthorization(AccessPolicies.Admin).WithTags("Rotation");
        rotations.MapGet("/", ListAsync).AllowActors().WithName("ListRotations").WithSummary("What is rotated by what, how often, when it was and when it will be.");
        rotations.MapGet("/runs", ListRunsAsync).AllowActors().WithName("ListRotationRuns").WithSummary("The newest runs; with 'secret', those of one.");
        rotations.MapGet("/runs/{id:guid}", FindRunAsync).AllowActors().WithName("FindRotationRun").WithSummary("A run and its steps.");
        rotations.MapPost("/runs/{id:guid}/roll-back", RollBackAsync).RequireVaultKeys()
            .WithName("RollBackRotation").WithSummary("Puts the value of before in force again, as long as it is still accepted.");
        rotations.MapPost("/runs/{id:guid}/retire", RetireAsync).RequireVaultKeys()
            .WithName("RetireRotation").WithSummary("Ends the overlap now: the value of before is accepted no more.");
        // A project's key holds slashes.
        rotations.MapPost("/{**secret}", StartAsync).RequireVaultKeys().AllowActors()
            .WithName("StartRotation").WithSummary("Rotates a secret; with 'dryRun' says what would happen. Of a project's secret 'rotator' says by what.");
    }

    private static async Task<Ok<IReadOnlyList<RotationPlan>>> ListAsync(RotationSchedule schedule, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        TypedResults.Ok(await schedule.ListAsync(caller.Identity(), cancellationToken));

    private static async Task<Ok<IReadOnlyList<RotationRun>>> ListRunsAsync(
        RotationRuns runs, ClaimsPrincipal caller, string? secret, int? count, CancellationToken cancellationToken)
    {
        if (count is < 1 or > Most)
            throw new VaultException(VaultError.Invalid, $"The count is 1 to {Most}.");
        return TypedResults.Ok(await runs.ListAsync(caller.Identity(), secret, count ?? 100, cancellationToken));
    }

    private static async Task<Ok<RotationRunDocument>> FindRunAsync(Guid id, RotationRuns runs, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        var run = await runs.FindAsync(caller.Identity(), id, cancellationToken) ?? throw new VaultException(VaultError.NotFound, $"There is no rotation {id}.");
        return TypedResults.Ok(new RotationRunDocument(run, await runs.StepsAsync(caller.Identity(), id, cancellationToken)));
    }

    private static async Task<Results<Ok<RotationPreview>, Accepted<RotationRun>>> StartAsync(
        string secret, RotationRequest? request, RotationPreviews previews, RotationRuns runs, RotationService service, ClaimsPrincipal caller, CancellationToken cancellationToken)
    {
        if (request?.DryRun is true)
            return TypedResults.Ok(await previews.OfAsync(secret, request.Rotator, cancellationToken));
        var run = await runs.StartAsync(caller.Identity(), secret, RotationReasons.Demand, request?.Rotator, cancellationToken);
        service.Ask();
        return TypedResults.Accepted($"{Root}/runs/{run.Id}", run);
    }

    private static async Task<Ok<RotationRun>> RollBackAsync(Guid id, RotationRunner runner, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        TypedResults.Ok(await runner.RollBackAsync(caller.Identity(), id, cancellationToken));

    private static async Task<Ok<RotationRun>> RetireAsync(Guid id, RotationRunner runner, ClaimsPrincipal caller, CancellationToken cancellationToken) =>
        TypedResults.Ok(await runner.RetireAsync(caller.Identity(), id, cancellationToken));
}
