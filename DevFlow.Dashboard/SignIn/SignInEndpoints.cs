using System.Security.Claims;
using DevFlow.Dashboard.Feed;
using DevFlow.Hosting.Dashboard;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace DevFlow.Dashboard.SignIn;

/// <summary><c>/login?t=…</c> is what the terminal prints; without a good token it leads to the page that says how to get one.</summary>
internal static class SignInEndpoints
{
    public const string PagePath = "/signin";
    public const string ReturnUrl = "returnUrl";

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet("/login", LoginAsync).AllowAnonymous();
        app.MapPost("/signin/link", AskLinkAsync).AllowAnonymous();
    }

    private static async Task<IResult> LoginAsync(HttpContext context, OneTimeTokens tokens, AppHostFeed feed, CancellationToken cancellationToken, string? t = null, string returnUrl = "/")
    {
        // The app host says its token within moments of the start; a browser can be quicker.
        await feed.Welcome.WaitAsync(cancellationToken);
        var back = IsOwn(returnUrl) ? returnUrl : "/";
        if (t is not null && tokens.TryUse(t))
        {
            var identity = new ClaimsIdentity([new(ClaimTypes.Name, "developer")], CookieAuthenticationDefaults.AuthenticationScheme);
            await context.SignInAsync(new(identity), new AuthenticationProperties { IsPersistent = true });
            return Results.LocalRedirect(back);
        }

        // Whoever is signed in may press a link again.
        return Results.LocalRedirect(context.User.Identity is { IsAuthenticated: true } ? back : t is null ? PagePath : $"{PagePath}?used=true");
    }

    // The link goes to the terminal alone: whoever can press this button but not read there gains nothing.
    private static async Task<IResult> AskLinkAsync(HttpContext context, IAntiforgery antiforgery, AppHostFeed feed, CancellationToken cancellationToken)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.BadRequest("Press the button on the dashboard's own page.");
        await feed.SendAsync(new LinkAsked(), cancellationToken);
        return Results.LocalRedirect($"{PagePath}?printed=true");
    }

    // "//host" and "/\host" are other sites to a browser.
    private static bool IsOwn(string url) => url is ['/'] or ['/', not ('/' or '\\'), ..];
}
