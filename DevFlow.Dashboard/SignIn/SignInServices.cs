using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace DevFlow.Dashboard.SignIn;

/// <summary>Who may look: a browser that came once by a link from the terminal, which it proves by a cookie from then on.</summary>
internal static class SignInServices
{
    private static readonly TimeSpan _staysSignedIn = TimeSpan.FromDays(3);

    public static void AddSignIn(this IServiceCollection services, DashboardOptions options)
    {
        services.AddSingleton<OneTimeTokens>();
        var keys = services.AddDataProtection().SetApplicationName("DevFlow.Dashboard");
        if (options.DataDirectory is not { } directory)
            keys.UseEphemeralDataProtectionProvider();
        else if (OperatingSystem.IsWindows())
            keys.PersistKeysToFileSystem(KeyFolder(directory)).ProtectKeysWithDpapi();
        else
            keys.PersistKeysToFileSystem(KeyFolder(directory));

        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            // Cookies know no ports: two dashboards on one machine would sign each other out.
            cookie.Cookie.Name = $"devflow-dashboard-{new Uri(options.Url).Port}";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = _staysSignedIn;
            cookie.LoginPath = SignInEndpoints.PagePath;
            cookie.ReturnUrlParameter = SignInEndpoints.ReturnUrl;
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddCascadingAuthenticationState();
    }

    private static DirectoryInfo KeyFolder(string directory)
    {
        var keys = Directory.CreateDirectory(Path.Combine(directory, "keys"));
        if (!OperatingSystem.IsWindows())
            keys.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        return keys;
    }
}
