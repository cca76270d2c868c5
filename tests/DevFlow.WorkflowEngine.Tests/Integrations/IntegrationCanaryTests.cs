using System.Text;
using System.Web;
using DevFlow.Secrets.Vault.Tests.Rotation.Http;

namespace DevFlow.WorkflowEngine.Tests.Integrations;

/// <summary>Nothing that a provider gives, and nothing that DevFlow shows there, comes out anywhere but as its person's own secret.</summary>
public sealed class IntegrationCanaryTests(EngineServer server)
{
    [Fact]
    public async Task No_token_code_or_client_secret_is_in_logs_spans_audit_database_redirects_or_cookies()
    {
        await using var provider = await OAuthProvider.StartAsync();
        await using var engine = await Engine.StartAsync(
            server, $"{OAuthProvider.Env}\nLOG_LEVEL=DEBUG\nDEBUG_MODE=true", [.. provider.Configuration, ("Logging:LogLevel:Microsoft", "Trace"), ("Logging:LogLevel:Default", "Trace")]);
        using var said = new Overheard(engine);
        using var client = await engine.CreateClientAsync("canary");
        using var browser = new OAuthBrowser(engine.Address) { Token = client.DefaultRequestHeaders.Authorization!.Parameter };
        var (codes, shown) = (new List<string>(), new StringBuilder());

        foreach (var (name, fault) in new[] { ("github", ProviderFault.None), ("github", ProviderFault.OddJson), ("github", ProviderFault.AnswerLost), ("github", ProviderFault.None), ("atlassian", ProviderFault.None) })
        {
            provider.Fail(OAuthProvider.GitHubToken, fault);
            var returning = await browser.AskAsync(await browser.BeginAsync($"/api/v1/me/integrations/{name}"));
            codes.Add(HttpUtility.ParseQueryString(returning.Split('?')[1])["code"]!);
            shown.AppendLine(await browser.ReturnAsync(returning)).AppendLine(await browser.ReturnAsync(returning));
        }

        provider.Person = "stranger";
        using var stranger = new OAuthBrowser(engine.Address);
        shown.AppendLine(await stranger.GoAsync("/api/v1/sign-in/github"));
        shown.AppendLine($"{await client.GetJsonAsync("/api/v1/me/integrations")}").AppendLine($"{await client.GetJsonAsync("/api/v1/sign-in")}").AppendJoin('\n', browser.Set);
        shown.AppendLine($"{await client.RemoveAsync("/api/v1/me/integrations/github", System.Net.HttpStatusCode.OK)}");

        Assert.True(provider.Given.Count >= 5);
        Assert.NotEmpty(said.With("/oauth/github/callback"));
        Assert.Contains("account github of user:", engine.AuditText(), StringComparison.Ordinal);
        var rows = await engine.RowsAsync();
        Assert.Contains("atlassian", rows, StringComparison.Ordinal);
        foreach (var secret in provider.Given.Concat(codes).Append($"github-{OAuthProvider.ClientSecret}"))
        {
            Assert.Empty(said.With(secret));
            foreach (var form in (string[])[secret, Uri.EscapeDataString(secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('='), Convert.ToHexString(Encoding.UTF8.GetBytes(secret))])
            {
                Assert.DoesNotContain(form, engine.AuditText(), StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(form, rows, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain(form, $"{shown}", StringComparison.OrdinalIgnoreCase);
            }
        }
    }
}
