using DevFlow.Secrets;
using DevFlow.WorkflowEngine.Access;
using DevFlow.WorkflowEngine.Vault;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>Signing in with an account elsewhere: which ones there are, the way there, and the way back.</summary>
internal static class SignInApi
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var signIn = app.MapGroup("/api/v1/sign-in").AllowAnonymous().WithTags("Signing in");
        signIn.MapGet("/", ListAsync).WithName("WaysToSignIn").WithSummary("The ways to sign in, and what is missing for those that are not set up.");
        signIn.MapPost("/{provider}", BeginAsync).WithName("SignInWith").WithSummary("Where to go to sign in with an account at GitHub or Atlassian. It counts for ten minutes, in this browser.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        app.MapGet("/oauth/{provider}/callback", ReturnAsync).AllowAnonymous().RequireVaultKeys().WithTags("Signing in")
            .WithName("ReturnFromProvider").WithSummary("Where providers send people back to; it sends them on into our own pages.");
    }

    private static async Task<Ok<SignInDocument>> ListAsync(
        Providers providers, SecretsWorkspace workspace, SignInCode code, CancellationToken cancellationToken)
    {
        var all = new List<ProviderDocument>();
        foreach (var provider in providers.All)
        {
            var (application, missing) = await providers.FindAsync(provider, cancellationToken);
            all.Add(new(provider.Name, provider.Title, application is not null, missing));
        }

        return TypedResults.Ok(new SignInDocument($"{workspace.Mode}".ToLowerInvariant(), code.IsThere, all));
    }

    private static async Task<Results<Ok<BeginAnswer>, ProblemHttpResult>> BeginAsync(
        string provider, BeginRequest? request, OAuthJourney journey, SamePage page, HttpContext context, CancellationToken cancellationToken)
    {
        // Another page that begins it would choose as whom somebody signs in.
        if (!page.IsIt(context.Request))
            return TypedResults.Problem("This page may not sign anybody in.", statusCode: StatusCodes.Status403Forbidden, title: "Not allowed");
        return TypedResults.Ok(await journey.BeginAsync(provider, user: null, request?.Return, context, cancellationToken));
    }

    private static async Task<IResult> ReturnAsync(
        string provider, string? code, string? state, string? error, OAuthJourney journey, HttpContext context, CancellationToken cancellationToken)
    {
        var to = await journey.EndAsync(provider, code, state, error, context, cancellationToken);
        // The address that is left holds the code.
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = to;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
