namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>
/// The cookie of an attempt. It comes back with the browser that a provider sends to us (so Lax, and not Strict), to nothing else and to no script. Each attempt
/// has its own, so that two pages do not end each other's.
/// </summary>
internal static class OAuthCookie
{
    // As many as tell attempts of one browser apart.
    private const int Shown = 12;

    public static string? Read(HttpContext context, string state) =>
        state.Length > Shown && state.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && context.Request.Cookies[NameOf(state)] is { Length: > 0 } cookie ? cookie : null;

    public static void Write(HttpContext context, OAuthAttempt attempt, string text, Uri redirect) => context.Response.Cookies.Append(NameOf(attempt.State), text, Options(redirect, OAuthAttempts.Lifetime));

    public static void Clear(HttpContext context, string state, Uri? redirect) => context.Response.Cookies.Delete(NameOf(state), Options(redirect, maxAge: null));

    private static string NameOf(string state) => $"devflow_oauth_{state[..Shown]}";

    // What the browser calls us is in the redirect, whatever a proxy makes of it.
    private static CookieOptions Options(Uri? redirect, TimeSpan? maxAge) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Path = "/oauth",
        Secure = redirect?.Scheme == Uri.UriSchemeHttps,
        MaxAge = maxAge,
        IsEssential = true,
    };
}
