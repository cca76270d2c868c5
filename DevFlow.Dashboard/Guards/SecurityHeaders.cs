using System.Security.Cryptography;

namespace DevFlow.Dashboard.Guards;

/// <summary>Tells the browser to run the dashboard's own scripts alone and to send nothing elsewhere, should foreign text ever become markup.</summary>
internal static class SecurityHeaders
{
    private static readonly object _nonce = new();

    /// <summary>What an inline script of this answer has to carry.</summary>
    public static string? Nonce(this HttpContext context) => context.Items[_nonce] as string;

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        context.Items[_nonce] = nonce;
        var headers = context.Response.Headers;
        // Styles: the component library sets them inline.
        headers.ContentSecurityPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
            + $"script-src 'self' 'nonce-{nonce}'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    });
}
