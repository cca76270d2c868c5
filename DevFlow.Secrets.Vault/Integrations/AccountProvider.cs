namespace DevFlow.Secrets.Vault;

/// <summary>Where people have accounts that they sign in with, and that DevFlow works with for them (OAuth 2.0, RFC 6749).</summary>
public sealed record AccountProvider
{
    /// <summary>GitHub's <see cref="Name"/>.</summary>
    public const string GitHubName = "github";

    /// <summary>Atlassian's <see cref="Name"/>.</summary>
    public const string AtlassianName = "atlassian";

    private const string GitHubSecretKey = "GITHUB_CLIENT_SECRET";
    private const string AtlassianSecretKey = "ATLASSIAN_CLIENT_SECRET";

    /// <summary>What it is called in addresses and tables.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it.</summary>
    public required string Title { get; init; }

    /// <summary>Where a person is asked.</summary>
    public required Uri Authorize { get; init; }

    /// <summary>Where codes are exchanged and tokens renewed.</summary>
    public required Uri Token { get; init; }

    /// <summary>Where a token's account is told.</summary>
    public required Uri Account { get; init; }

    /// <summary>What is asked for, separated by spaces.</summary>
    public required string Scope { get; init; }

    /// <summary>Where a person sees what has access to the account, and takes it away.</summary>
    public required Uri Applications { get; init; }

    /// <summary>How long an attempt to ask it may take. Default 10 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The environment key of the application's id.</summary>
    public required string ClientIdKey { get; init; }

    /// <summary>The environment key of the application's secret.</summary>
    public required string ClientSecretKey { get; init; }

    /// <summary>The setting that says where people are sent back to.</summary>
    public required string RedirectKey { get; init; }

    /// <summary>The path of <see cref="RedirectKey"/>.</summary>
    public string RedirectPath => $"/oauth/{Name}/callback";

    /// <summary>The person's own secret (tier 2) that is the access token.</summary>
    public string TokenName => $"{Name}/token";

    /// <summary>The person's own secret (tier 2) that is the refresh token.</summary>
    public string RefreshTokenName => $"{Name}/refresh-token";

    /// <summary>The members of <see cref="Account"/>'s answer that are the account's id and name.</summary>
    internal (string Id, string Name) Members { get; init; } = ("id", "login");

    /// <summary>What it wants to be asked with beside what the standard says.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>Where a token is revoked (RFC 7009); null where that is done otherwise.</summary>
    internal Uri? Revoke { get; init; }

    /// <summary>Where GitHub ends a token (<c>…/token</c>) or all of an account's for an application (<c>…/grant</c>); null of others.</summary>
    internal Uri? Grants { get; init; }

    /// <summary>GitHub, or a GitHub Enterprise Server.</summary>
    /// <param name="site">Its pages, such as <c>https://github.com</c>.</param>
    /// <param name="api">Its API, such as <c>https://api.github.com</c>.</param>
    /// <param name="scope">What is asked for.</param>
    public static AccountProvider GitHub(Uri site, Uri api, string scope) => new()
    {
        Name = GitHubName,
        Title = TitleOf(GitHubName),
        ClientIdKey = "GITHUB_CLIENT_ID",
        ClientSecretKey = GitHubSecretKey,
        RedirectKey = "GITHUB_REDIRECT_URI",
        Authorize = Under(site, "login/oauth/authorize"),
        Token = Under(site, "login/oauth/access_token"),
        Account = Under(api, "user"),
        Applications = Under(site, "settings/applications"),
        Scope = scope,
        Grants = Under(api, "applications"),
    };

    /// <summary>Atlassian, for Jira and Confluence.</summary>
    /// <param name="site">Where it signs people in: <c>https://auth.atlassian.com</c>.</param>
    /// <param name="api">Its API: <c>https://api.atlassian.com</c>.</param>
    /// <param name="scope">What is asked for; without <c>offline_access</c> a token cannot be renewed.</param>
    public static AccountProvider Atlassian(Uri site, Uri api, string scope) => new()
    {
        Name = AtlassianName,
        Title = TitleOf(AtlassianName),
        ClientIdKey = "ATLASSIAN_CLIENT_ID",
        ClientSecretKey = AtlassianSecretKey,
        RedirectKey = "ATLASSIAN_REDIRECT_URI",
        Authorize = Under(site, "authorize"),
        Token = Under(site, "oauth/token"),
        Account = Under(api, "me"),
        Applications = new("https://id.atlassian.com/manage-profile/apps"),
        Scope = scope,
        Members = ("account_id", "email"),
        Parameters = [new("audience", "api.atlassian.com"), new("prompt", "consent")],
        Revoke = Under(site, "oauth/revoke"),
    };

    internal static string TitleOf(string name) => name switch
    {
        GitHubName => "GitHub",
        AtlassianName => "Atlassian",
        _ => name,
    };

    /// <summary>The provider whose application has its secret under an environment key; null for none.</summary>
    internal static string? OfClientSecret(string key) => key switch
    {
        GitHubSecretKey => GitHubName,
        AtlassianSecretKey => AtlassianName,
        _ => null,
    };

    private static Uri Under(Uri root, string path) => new($"{root.AbsoluteUri.TrimEnd('/')}/{path}");
}
