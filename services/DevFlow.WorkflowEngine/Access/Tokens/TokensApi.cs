using System.Security.Claims;
using DevFlow.Secrets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>Signing in and out.</summary>
internal static class TokensApi
{
    public const string Path = "/api/v1/tokens";

    public static void MapTokens(this IEndpointRouteBuilder app)
    {
        var tokens = app.MapGroup(Path).WithTags("Signing in");
        tokens.MapPost("/", IssueAsync).AllowAnonymous()
            .WithName("IssueToken").WithSummary("Gives a token of 15 minutes to a service, a person's key, a one-time code, or a session's cookie; and to the MCP Gateway one to act for its caller.")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        tokens.MapDelete("/session", EndAsync).AllowAnonymous()
            .WithName("SignOut").WithSummary("Ends the session of this browser.");
        tokens.MapPost("/introspect", IntrospectAsync).RequireAuthorization(AccessPolicies.SignedIn)
            .WithName("IntrospectToken").WithSummary("Says whose token it is: to the service that it is for, or to the person whose it is.");
    }

    private static async Task<Results<Ok<TokenAnswer>, ProblemHttpResult>> IssueAsync(
        TokenRequest request, SignIn signIn, TokenExchange exchange, AccessTokens tokens, Credentials credentials, SamePage page, HttpContext context, CancellationToken cancellationToken)
    {
        var audience = request.Audience ?? AccessTokens.Engine;
        if (!AccessTokens.Audiences.Contains(audience))
            throw new VaultException(VaultError.Invalid, $"The audience is one of: {string.Join(", ", AccessTokens.Audiences)}.");
        if (!page.IsIt(context.Request))
            return TypedResults.Problem("This page may not sign anybody in.", statusCode: StatusCodes.Status403Forbidden, title: "Not allowed");
        context.Response.Headers.CacheControl = "no-store";
        if (request.Grant is TokenExchange.Grant)
            return await exchange.ForAsync(request.Token, audience, context, cancellationToken) is { } acting ? TypedResults.Ok(TokenAnswer.Of(acting)) : Refused();
        if (await signIn.WithAsync(request, context, cancellationToken) is not { } caller)
        {
            if (request.Grant is not "session" || (SessionCookie.Read(context) is { } session && !await credentials.HasRunOutAsync(session, cancellationToken)))
                Denied.Mark(context);
            return Refused();
        }

        return TypedResults.Ok(TokenAnswer.Of(await tokens.IssueAsync(caller.Principal, caller.Role, audience, cancellationToken)));
    }

    private static ProblemHttpResult Refused() => TypedResults.Problem(
        "What was shown does not count: it is wrong, was used before, was revoked, or has run out.", statusCode: StatusCodes.Status401Unauthorized, title: "Not signed in");

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(SignIn signIn, SamePage page, HttpContext context, CancellationToken cancellationToken)
    {
        if (!page.IsIt(context.Request))
            return TypedResults.Problem("This page may not sign anybody out.", statusCode: StatusCodes.Status403Forbidden, title: "Not allowed");
        await signIn.OutAsync(context, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<IntrospectionAnswer>> IntrospectAsync(
        IntrospectionRequest request, Credentials credentials, ClaimsPrincipal caller, HttpContext context, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        var principal = caller.Identity().Principal;
        // A service learns of tokens for itself, whatever it asks for; a person of the own.
        var ofService = principal.StartsWith("service:", StringComparison.Ordinal) ? principal["service:".Length..] : null;
        var identity = request.Token is { Length: > 0 } token
            ? await credentials.VerifyAsync(token, ofService ?? request.Audience ?? AccessTokens.Engine, cancellationToken)
            : null;
        return TypedResults.Ok(identity is not null && (ofService is not null || identity.FindFirst(CallerExtensions.SubjectClaim)?.Value == principal)
            ? IntrospectionAnswer.Of(identity)
            : IntrospectionAnswer.Inactive);
    }
}
