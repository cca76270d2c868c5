using DevFlow.Secrets;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Access;

/// <summary>The cookie that a browser is signed in by. It goes to the API, and to no script; it counts for requests of our own page alone (<see cref="SamePage"/>).</summary>
internal static class SessionCookie
{
    public const string Name = "devflow_session";

    public static string? Read(HttpContext context) => context.Request.Cookies[Name] is { Length: > 0 } session ? session : null;

    /// <param name="context">The request.</param>
    /// <param name="session">The session.</param>
    /// <param name="isSecure">Whether the browser is known to come over TLS, which a proxy before us may not show.</param>
    public static void Write(HttpContext context, SecretValue session, bool isSecure = false) =>
        context.Response.Cookies.Append(Name, session.Reveal(), Options(context, isSecure, Sessions.Lifetime));

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, isSecure: false, maxAge: null));

    private static CookieOptions Options(HttpContext context, bool isSecure, TimeSpan? maxAge) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Path = "/api",
        Secure = isSecure || context.Request.IsHttps,
        MaxAge = maxAge,
        IsEssential = true,
    };
}
