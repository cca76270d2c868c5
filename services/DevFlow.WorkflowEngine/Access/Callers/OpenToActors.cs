using Microsoft.AspNetCore.Mvc;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>
/// Marks what may be done in somebody's name by one that acts for that one. All else is closed to it: first of all whatever answers with a value, and whatever
/// gives access.
/// </summary>
internal sealed class OpenToActors
{
    private static readonly OpenToActors _mark = new();

    private OpenToActors()
    {
    }

    public static void Mark(IEndpointConventionBuilder endpoint) => endpoint.WithMetadata(_mark);

    public static Task CheckAsync(HttpContext context, RequestDelegate next) =>
        context.User.IsActedFor() && context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<OpenToActors>() is null ? RefuseAsync(context) : next(context);

    private static async Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new()
        {
            HttpContext = context,
            ProblemDetails = new ProblemDetails
            {
                Status = StatusCodes.Status403Forbidden,
                Title = "Not allowed",
                Detail = "Nobody does this in the name of somebody else: sign in yourself.",
            },
        });
    }
}
