using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace DevFlow.ServiceDefaults;

/// <summary>Takes who calls from <c>Authorization: Bearer</c>, as the Workflow Engine says.</summary>
internal sealed partial class IntrospectionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Introspection introspection, IProblemDetailsService problems)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Bearer";

    private const string Prefix = Name + " ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header is "")
            return AuthenticateResult.NoResult();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.Fail("Another scheme than Bearer.");
        try
        {
            if (await introspection.AskAsync(header[Prefix.Length..].Trim(), Context.RequestAborted) is not { Sub: { } principal, Role: { } role } answer)
                return AuthenticateResult.Fail("The token is not valid.");
            var identity = new ClaimsIdentity([new("sub", principal), new("role", role), .. answer.Act is { } actor ? [new Claim("act", actor.Sub)] : Array.Empty<Claim>()], Scheme.Name, "sub", "role");
            return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name));
        }
        catch (HttpRequestException fault)
        {
            LogAway(fault.Message);
            return AuthenticateResult.Fail(fault);
        }
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        if (result.Failure is HttpRequestException fault)
        {
            await AnswerAsync(StatusCodes.Status503ServiceUnavailable, "Not available now", $"Whose token this is cannot be told: {WhyNot(fault)}");
            return;
        }

        Response.Headers.Append(HeaderNames.WWWAuthenticate, result.Failure is null ? "Bearer" : "Bearer error=\"invalid_token\"");
        await AnswerAsync(StatusCodes.Status401Unauthorized, "Not signed in", result.Failure is null
            ? "Send a token as Authorization: Bearer …; the Workflow Engine's POST /api/v1/tokens gives one."
            : "The token is not valid: it has run out, was revoked, or is not for this service.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        AnswerAsync(StatusCodes.Status403Forbidden, "Not allowed", "You are signed in, and may not do this.");

    // Who calls can do nothing about it; who runs this service can.
    private static string WhyNot(HttpRequestException fault) => fault.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        ? "the Workflow Engine does not let this service itself in. Where it is hosted, DEVFLOW_API_KEY has to be a key that counts there, and one that was issued for one service, as an agent's, does not; else the app host has to be started again."
        : "the Workflow Engine does not answer. Try again.";

    private async Task AnswerAsync(int status, string title, string detail)
    {
        Response.StatusCode = status;
        await problems.TryWriteAsync(new() { HttpContext = Context, ProblemDetails = new ProblemDetails { Status = status, Title = title, Detail = detail } });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "whose token it is cannot be told: {Reason}")]
    private partial void LogAway(string reason);
}
