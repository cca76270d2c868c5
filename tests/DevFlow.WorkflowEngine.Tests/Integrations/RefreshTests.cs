using System.Text.Json;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.Secrets.Vault.Tests.Rotation.Http;
using DevFlow.WorkflowEngine.Integrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Integrations;

/// <summary>Tokens of connected accounts are renewed before they run out, once each, and none is lost.</summary>
[Collection(nameof(IntegrationEngine))]
public sealed class RefreshTests(IntegrationEngine shared) : IAsyncLifetime
{
    private NpgsqlDataSource _admin = null!;
    private OAuthBrowser _browser = null!;
    private string _person = null!;
    private Guid _user;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private OAuthProvider Provider => shared.Provider;

    public async ValueTask InitializeAsync()
    {
        shared.Reset();
        _person = Provider.Person = $"p{Guid.NewGuid():N}";
        _admin = NpgsqlDataSource.Create(shared.Engine.AdminConnectionString);
        _browser = await shared.OpenAsync(_person);
        _user = Guid.Parse((await shared.Engine.PrincipalAsync(_person))["user:".Length..]);
    }

    public async ValueTask DisposeAsync()
    {
        shared.Reset();
        _browser.Dispose();
        await _admin.DisposeAsync();
    }

    [Fact]
    public async Task Tokens_are_renewed_when_they_are_due_and_what_cannot_be_renewed_is_looked_at()
    {
        await ConnectAsync("github");
        await ConnectAsync("atlassian");
        var (token, refresh, github) = (await SecretAsync("atlassian/token"), await SecretAsync("atlassian/refresh-token"), await SecretAsync("github/token"));
        Provider.Fail(OAuthProvider.AtlassianToken, ProviderFault.Busy, ProviderFault.Busy, ProviderFault.Busy);

        await DueAsync();
        await UntilAsync(async () => (await IntegrationAsync("atlassian")).GetProperty("problem").ValueKind is JsonValueKind.String);
        Assert.Equal(("connected", token), ((await IntegrationAsync("atlassian")).Text("state"), await SecretAsync("atlassian/token")));
        await DueAsync();

        await UntilAsync(async () => await SecretAsync("atlassian/token") != token);
        Assert.NotEqual(refresh, await SecretAsync("atlassian/refresh-token"));
        Assert.True(await Provider.AcceptsAsync(await SecretAsync("atlassian/token")));
        var atlassian = await IntegrationAsync("atlassian");
        Assert.Equal(("connected", JsonValueKind.Null), (atlassian.Text("state"), atlassian.GetProperty("problem").ValueKind));
        Assert.True(atlassian.GetProperty("expiresAt").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
        await UntilAsync(async () => await _admin.CountAsync($"SELECT count(*) FROM devflow.provider_accounts WHERE provider = 'github' AND due_at > now() AND user_id = '{_user}'") == 1);
        Assert.Equal(github, await SecretAsync("github/token"));
        Assert.Contains("engine:integrations", shared.Engine.AuditText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_works_no_more_is_said_once_and_asked_for_never_again_until_its_person_comes()
    {
        await ConnectAsync("github");
        await ConnectAsync("atlassian");
        await Provider.RevokeAllAsync();

        await DueAsync();
        await UntilAsync(async () => await _admin.CountAsync($"SELECT count(*) FROM devflow.provider_accounts WHERE state = 'needs-person' AND user_id = '{_user}'") == 2);

        var asked = Provider.Requests.Count;
        foreach (var name in (string[])["github", "atlassian"])
        {
            var integration = await RefreshAsync(name);
            Assert.Equal("needs-person", integration.Text("state"));
            Assert.EndsWith("connect the account again.", integration.Text("problem"), StringComparison.Ordinal);
        }

        await DueAsync();
        Assert.DoesNotContain(await shared.Engine.Services.GetRequiredService<ProviderRefresh>().DueAsync(Cancel), due => due.User == _user);
        Assert.Equal(asked, Provider.Requests.Count);
        using var admin = await shared.Engine.CreateClientAsync("admin", isAdmin: true);
        Assert.Equal(2, (await admin.GetJsonAsync("/api/v1/alerts")).EnumerateArray().Count(alert => alert.Text("kind") == "integration" && alert.Text("subject") == $"user:{_user}"));
        await ConnectAsync("atlassian");
        Assert.Equal("connected", (await IntegrationAsync("atlassian")).Text("state"));
    }

    [Fact]
    public async Task Of_many_engines_one_renews_a_token_and_what_one_that_was_killed_had_begun_another_finishes()
    {
        await ConnectAsync("atlassian");
        var refresh = await SecretAsync("atlassian/refresh-token");
        var asked = Provider.Asked(OAuthProvider.AtlassianToken);
        var gate = new TaskCompletionSource();
        Provider.BeforeAnswer = () => gate.Task;

        var all = Enumerable.Range(0, 8).Select(_ => RefreshAsync("atlassian")).ToList();
        await UntilAsync(() => Task.FromResult(all.Count(one => one.IsCompleted) == 7));
        gate.SetResult();
        await Task.WhenAll(all);
        Assert.Equal(asked + 1, Provider.Asked(OAuthProvider.AtlassianToken));
        Assert.NotEqual(refresh, await SecretAsync("atlassian/refresh-token"));

        // It had claimed the account, and used the refresh token up; its answer died with it. Atlassian gives it again for ten minutes.
        Provider.Options.RefreshTokenReuseLeeway = TimeSpan.FromMinutes(10);
        var lost = await SecretAsync("atlassian/refresh-token");
        await Provider.UseAsync(lost);
        await _admin.ExecuteAsync($"UPDATE devflow.provider_accounts SET due_at = now() - interval '1 hour', claimed_until = now() - interval '1 second' WHERE user_id = '{_user}'");
        await UntilAsync(async () => await SecretAsync("atlassian/refresh-token") != lost);
        Assert.Equal("connected", (await IntegrationAsync("atlassian")).Text("state"));
    }

    [Fact]
    public async Task What_a_provider_gave_is_kept_though_whoever_asked_for_it_is_gone()
    {
        await ConnectAsync("atlassian");
        using var gone = new CancellationTokenSource();
        Provider.BeforeAnswer = gone.CancelAsync;
        var providers = shared.Engine.Services.GetRequiredService<Providers>();

        var outcome = await shared.Engine.Services.GetRequiredService<ProviderRefresh>().RunAsync(
            _user, providers.Get("atlassian"), await providers.GetAsync(providers.Get("atlassian"), Cancel), isAsked: true, gone.Token);

        Assert.True(gone.IsCancellationRequested);
        Assert.Equal(RefreshOutcome.Renewed, outcome);
        Assert.Equal(Provider.Given.TakeLast(2), [await SecretAsync("atlassian/token"), await SecretAsync("atlassian/refresh-token")]);
    }

    [Fact]
    public async Task A_token_that_cannot_be_opened_is_put_off_and_in_nobody_elses_way()
    {
        await ConnectAsync("atlassian");
        await ConnectAsync("github");
        await _admin.ExecuteAsync($"UPDATE devflow.user_secret_versions SET content = set_byte(content, 20, get_byte(content, 20) # 1) WHERE secret_id IN (SELECT id FROM devflow.user_secrets WHERE owner = '{_user}' AND name = 'atlassian/refresh-token')");
        var asked = Provider.Asked(OAuthProvider.AtlassianToken);

        await DueAsync();

        await UntilAsync(async () => await _admin.CountAsync($"SELECT count(*) FROM devflow.provider_accounts WHERE user_id = '{_user}' AND due_at > now() AND claimed_until IS NULL") == 2);
        Assert.Contains("cannot be opened", (await IntegrationAsync("atlassian")).Text("problem"), StringComparison.Ordinal);
        Assert.Equal(1, await _admin.CountAsync($"SELECT count(*) FROM devflow.provider_accounts WHERE user_id = '{_user}' AND provider = 'atlassian' AND failures = 1"));
        Assert.Equal(asked, Provider.Asked(OAuthProvider.AtlassianToken));
    }

    [Fact]
    public async Task What_a_provider_gave_is_not_lost_when_the_database_is_away_at_that_moment()
    {
        await ConnectAsync("atlassian");
        var away = 0;
        Provider.BeforeAnswer = () =>
        {
            Interlocked.Exchange(ref away, 3);
            return Task.CompletedTask;
        };
        await using var source = NpgsqlDataSource.Create($"{shared.Engine.AdminConnectionString};Options=-c role=devflow_app");
        var database = new VaultDatabase(_ => Interlocked.Decrement(ref away) >= 0 ? throw new NpgsqlException("away") : new(source));
        using var exchange = new ProviderExchange(TimeProvider.System);
        var secrets = new UserSecrets(database, shared.Engine.Services.GetRequiredService<Envelope>(), shared.Engine.Services.GetRequiredService<SecretsWorkspace>().RecordAsync, TimeProvider.System);
        var providers = shared.Engine.Services.GetRequiredService<Providers>();

        var outcome = await new ProviderRefresh(database, secrets, exchange, TimeProvider.System).RunAsync(
            _user, providers.Get("atlassian"), await providers.GetAsync(providers.Get("atlassian"), Cancel), isAsked: true, Cancel);

        Assert.Equal(RefreshOutcome.Renewed, outcome);
        Assert.True(Volatile.Read(ref away) < 0);
        Assert.Equal(Provider.Given.TakeLast(2), [await SecretAsync("atlassian/token"), await SecretAsync("atlassian/refresh-token")]);
    }

    private async Task ConnectAsync(string name) => Assert.Equal($"/integrations?connected={name}", await _browser.GoAsync($"/api/v1/me/integrations/{name}"));

    private Task DueAsync() => _admin.ExecuteAsync($"UPDATE devflow.provider_accounts SET due_at = now() - interval '1 second' WHERE state = 'connected' AND user_id = '{_user}'");

    private async Task<JsonElement> IntegrationAsync(string name) => (await JsonAsync(HttpMethod.Get, "/api/v1/me/integrations")).EnumerateArray().Single(one => one.Text("provider") == name);

    private Task<JsonElement> RefreshAsync(string name) => JsonAsync(HttpMethod.Post, $"/api/v1/me/integrations/{name}/refresh");

    private async Task<string> SecretAsync(string name) => (await JsonAsync(HttpMethod.Get, $"/api/v1/me/secrets/{Uri.EscapeDataString(name)}")).Text("value");

    private async Task<JsonElement> JsonAsync(HttpMethod method, string path)
    {
        using var answer = await _browser.SendAsync(method, path);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
            await Task.Delay(20, Cancel);
    }
}
