using DevFlow.Secrets;
using DevFlow.WorkflowEngine.Integrations;

namespace DevFlow.WorkflowEngine.Tests.Integrations;

/// <summary>When a provider counts as set up.</summary>
public sealed class ProvidersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("devflow-providers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("https://devflow.example/oauth/github/callback")]
    [InlineData("http://localhost:3737/oauth/github/callback")]
    [InlineData("http://127.0.0.1:3737/oauth/github/callback")]
    public async Task A_redirect_that_leads_back_to_us_is_taken_letter_by_letter(string redirect)
    {
        var (missing, sent) = await SetUpAsync(("GITHUB_CLIENT_ID", "id"), ("GITHUB_CLIENT_SECRET", "a secret"), ("GITHUB_REDIRECT_URI", redirect));

        Assert.Empty(missing);
        Assert.Equal(redirect, sent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/oauth/github/callback")]
    [InlineData("http://devflow.example/oauth/github/callback")]
    [InlineData("https://devflow.example/oauth/atlassian/callback")]
    [InlineData("https://devflow.example/oauth/github/callback/")]
    [InlineData("https://devflow.example/oauth/github/callback?next=/")]
    [InlineData("https://devflow.example/oauth/github/callback#top")]
    [InlineData("https://user@devflow.example/oauth/github/callback")]
    [InlineData("ftp://devflow.example/oauth/github/callback")]
    public async Task One_that_does_not_is_missing(string redirect)
    {
        var (missing, _) = await SetUpAsync(("GITHUB_CLIENT_ID", "id"), ("GITHUB_CLIENT_SECRET", "a secret"), ("GITHUB_REDIRECT_URI", redirect));

        Assert.Equal(["GITHUB_REDIRECT_URI"], missing);
    }

    [Fact]
    public async Task All_that_is_missing_is_named_at_once()
    {
        var (missing, _) = await SetUpAsync();

        Assert.Equal(["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET", "GITHUB_REDIRECT_URI"], missing);
    }

    private async Task<(IReadOnlyList<string> Missing, string? Redirect)> SetUpAsync(params (string Key, string Value)[] environment)
    {
        using var workspace = SecretsWorkspace.Open(new() { Root = _folder, Environment = environment.ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal).GetValueOrDefault });
        var providers = new Providers(new IntegrationOptions(), workspace);
        var (application, missing) = await providers.FindAsync(providers.Get("github"), TestContext.Current.CancellationToken);
        return (missing, application?.Redirect.OriginalString);
    }
}
