using System.Security.Claims;
using System.Text.Encodings.Web;
using DevFlow.Secrets;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>Takes who calls from <c>Authorization: Bearer</c> (RFC 6750); from the session's cookie where there is none and our own page calls.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Credentials credentials, SamePage page, SkipAuth skip, IProblemDetailsService problems)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Bearer";

    public const string Prefix = Name + " ";

    private static readonly AuthenticationFailureException _runOut = new("The session has run out.");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        try
        {
            var header = Request.Headers.Authorization.ToString();
            if (header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                return ResultOf(await credentials.VerifyAsync(header[Prefix.Length..].Trim(), AccessTokens.Engine, Context.RequestAborted));
            if (Request.Headers.Authorization.Count > 0)
                return ResultOf(identity: null);
            if (page.IsIt(Request) && SessionCookie.Read(Context) is { } session)
            {
                var identity = await credentials.OfSessionAsync(session, Context.RequestAborted);
                return identity is null && await credentials.HasRunOutAsync(session, Context.RequestAborted) ? AuthenticateResult.Fail(_runOut) : ResultOf(identity);
            }

            return skip.IsOnFor(Context) ? ResultOf(await credentials.OfLocalAdministratorAsync(Context.RequestAborted)) : AuthenticateResult.NoResult();
        }
        catch (VaultException fault)
        {
            // Whether these credentials are good cannot be told: the challenge says that, and does not call them wrong.
            return AuthenticateResult.Fail(fault);
        }
        catch (NpgsqlException fault)
        {
            return AuthenticateResult.Fail(new VaultException(VaultError.Unavailable, "Who you are cannot be told now: the database refuses the question; try again.", fault));
        }
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        if (result.Failure is VaultException fault)
        {
            await AnswerAsync(StatusCodes.Status503ServiceUnavailable, "Not available now", fault.Message);
            return;
        }

        var wrong = result.Failure is not null;
        if (wrong)
        {
            // That a session runs out is no attempt of anybody.
            if (result.Failure != _runOut)
                Denied.Mark(Context);
            // One that counts no more is not shown again and again.
            if (Request.Headers.Authorization.Count is 0)
                SessionCookie.Clear(Context);
        }

        Response.Headers.Append(HeaderNames.WWWAuthenticate, wrong ? "Bearer error=\"invalid_token\"" : "Bearer");
        await AnswerAsync(StatusCodes.Status401Unauthorized, "Not signed in", wrong
            ? "The token is not valid: it has run out, was revoked, or is not for this service. Get another from POST /api/v1/tokens."
            : "Send a token as Authorization: Bearer …; POST /api/v1/tokens gives one.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        AnswerAsync(StatusCodes.Status403Forbidden, "Not allowed", "You are signed in, and may not do this.");

    private AuthenticateResult ResultOf(ClaimsIdentity? identity) =>
        identity is null ? AuthenticateResult.Fail("What was shown does not count.") : AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name));

    private async Task AnswerAsync(int status, string title, string detail)
    {
        Response.StatusCode = status;
        await problems.TryWriteAsync(new() { HttpContext = Context, ProblemDetails = new ProblemDetails { Status = status, Title = title, Detail = detail } });
    }
}
