using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Integrations;

/// <summary>People connect accounts that they have elsewhere, and take them away again.</summary>
[Collection(nameof(IntegrationEngine))]
public sealed class ConnectAccountTests(IntegrationEngine shared) : IAsyncLifetime
{
    private const string Mine = "/api/v1/me/integrations";

    private OAuthProvider Provider => shared.Provider;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        shared.Reset();
        return default;
    }

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task A_connected_account_gives_its_person_a_token_that_works_and_the_way_to_sign_in()
    {
        Provider.Person = "anna-there";
        using var browser = await shared.OpenAsync("anna");

        Assert.Equal("/integrations?connected=github", await browser.GoAsync($"{Mine}/github"));
        Assert.Equal("/integrations?connected=atlassian", await browser.GoAsync($"{Mine}/atlassian"));

        var all = await JsonAsync(browser, Mine);
        Assert.Equal([("github", "connected", "anna-there"), ("atlassian", "connected", "anna-there@example.com")], all.EnumerateArray().Select(one => (one.Text("provider"), one.Text("state"), one.Text("account"))));
        Assert.All(all.EnumerateArray(), one => Assert.True(one.GetProperty("configured").GetBoolean()));
        var token = await JsonAsync(browser, "/api/v1/me/secrets/github%2Ftoken");
        Assert.True(await Provider.AcceptsAsync(token.Text("value")));
        Assert.True(await Provider.AcceptsAsync((await JsonAsync(browser, "/api/v1/me/secrets/atlassian%2Ftoken")).Text("value")));
        Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync(HttpMethod.Get, "/api/v1/me/secrets/atlassian%2Frefresh-token")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.SendAsync(HttpMethod.Get, "/api/v1/me/secrets/github%2Frefresh-token")).StatusCode);
        using var elsewhere = shared.Open();
        Assert.Equal("/?connected=github", await elsewhere.GoAsync("/api/v1/sign-in/github"));
        Assert.NotNull(await elsewhere.SessionTokenAsync());
    }

    [Fact]
    public async Task An_account_belongs_to_one_person_and_the_ones_tokens_go_on()
    {
        Provider.Person = "shared-there";
        using var first = await shared.OpenAsync("bert");
        await first.GoAsync($"{Mine}/github");
        using var second = await shared.OpenAsync("carl");

        Assert.Equal("/integrations?problem=taken&provider=github", await second.GoAsync($"{Mine}/github"));

        Assert.Equal("not-connected", (await JsonAsync(second, Mine))[0].Text("state"));
        Assert.True(await Provider.AcceptsAsync((await JsonAsync(first, "/api/v1/me/secrets/github%2Ftoken")).Text("value")));
        Assert.False(await Provider.AcceptsAsync(Provider.Given.Last()));
    }

    [Fact]
    public async Task An_account_that_is_named_for_somebody_else_is_not_taken_by_who_comes_first()
    {
        await shared.NameAsync("dora", "dora-there");
        Provider.Person = "dora-there";
        using var other = await shared.OpenAsync("emil");

        Assert.Equal("/integrations?problem=taken&provider=github", await other.GoAsync($"{Mine}/github"));
    }

    [Fact]
    public async Task What_goes_wrong_when_connecting_is_said_on_the_page_of_integrations()
    {
        Provider.SaysNo = true;
        using var browser = await shared.OpenAsync("fred");

        Assert.Equal("/integrations?problem=denied&provider=github", await browser.GoAsync($"{Mine}/github"));
    }

    [Fact]
    public async Task Disconnecting_ends_the_grant_there_and_leaves_nothing_here()
    {
        Provider.Person = "gina-there";
        using var browser = await shared.OpenAsync("gina");
        foreach (var provider in (string[])["github", "atlassian"])
        {
            await browser.GoAsync($"{Mine}/{provider}");
            var token = (await JsonAsync(browser, $"/api/v1/me/secrets/{provider}%2Ftoken")).Text("value");

            using var answer = await browser.SendAsync(HttpMethod.Delete, $"{Mine}/{provider}");

            var said = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
            Assert.Equal((provider, true), (said.Text("provider"), said.GetProperty("revoked").GetBoolean()));
            if (provider == "github")
                Assert.False(await Provider.AcceptsAsync(token));
            foreach (var name in (string[])["token", "refresh-token"])
                Assert.Equal(HttpStatusCode.NotFound, (await browser.SendAsync(HttpMethod.Get, $"/api/v1/me/secrets/{provider}%2F{name}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await browser.SendAsync(HttpMethod.Delete, $"{Mine}/{provider}")).StatusCode);
        }

        Assert.All((await JsonAsync(browser, Mine)).EnumerateArray(), one => Assert.Equal("not-connected", one.Text("state")));
        using var stranger = shared.Open();
        Assert.Equal("/sign-in?problem=unknown-account&provider=github", await stranger.GoAsync("/api/v1/sign-in/github"));
    }

    [Fact]
    public async Task A_provider_that_is_down_keeps_nobody_from_disconnecting_and_the_person_is_told_what_is_left_to_do()
    {
        Provider.Person = "hans-there";
        using var browser = await shared.OpenAsync("hans");
        await browser.GoAsync($"{Mine}/github");
        Provider.Fail("DELETE /applications/github-client/grant", [.. Enumerable.Repeat(DevFlow.Secrets.Vault.Tests.Rotation.Http.ProviderFault.Gone, 3)]);

        using var answer = await browser.SendAsync(HttpMethod.Delete, $"{Mine}/github");

        var said = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        Assert.False(said.GetProperty("revoked").GetBoolean());
        Assert.EndsWith("/settings/applications", said.Text("detail"), StringComparison.Ordinal);
        Assert.Equal("not-connected", (await JsonAsync(browser, Mine))[0].Text("state"));
    }

    [Fact]
    public async Task Administrators_see_accounts_and_take_them_away_and_nobody_else_does()
    {
        Provider.Person = "ida-there";
        using var browser = await shared.OpenAsync("ida");
        await browser.GoAsync($"{Mine}/github");
        var path = $"/api/v1/users/{(await shared.Engine.PrincipalAsync("ida"))["user:".Length..]}/accounts";
        using var admin = await shared.Engine.CreateClientAsync("admin", isAdmin: true);
        using var member = await shared.Engine.CreateClientAsync("member");

        await member.GetJsonAsync(path, HttpStatusCode.Forbidden);
        await member.CallAsync(HttpMethod.Put, $"{path}/github", new { account = "x" }, HttpStatusCode.Forbidden);
        var account = Assert.Single((await admin.GetJsonAsync(path)).EnumerateArray());
        Assert.Equal(("ida-there", "connected"), (account.Text("account"), account.Text("state")));
        await admin.CallAsync(HttpMethod.Put, $"{path}/github", new { account = "x" }, HttpStatusCode.Conflict);
        await admin.CallAsync(HttpMethod.Put, $"{path}/gitlab", new { account = "x" }, HttpStatusCode.NotFound);
        await admin.CallAsync(HttpMethod.Put, $"{path}/atlassian", new { account = "\u202eevil" }, HttpStatusCode.BadRequest);
        await admin.RemoveAsync($"{path}/github");
        using var stranger = shared.Open();
        Assert.Equal("/sign-in?problem=unknown-account&provider=github", await stranger.GoAsync("/api/v1/sign-in/github"));
        Assert.Equal(HttpStatusCode.OK, (await browser.SendAsync(HttpMethod.Get, "/api/v1/me/secrets/github%2Ftoken")).StatusCode);
    }

    [Theory]
    [InlineData("a secret")]
    [InlineData("a key")]
    [InlineData("an account")]
    [InlineData("a session that has ended")]
    public async Task Nobody_names_an_account_for_who_is_not_new_and_comes_with_it_as_that_person(string has)
    {
        var name = $"{has.Replace(' ', '-')}-of-mia";
        using var admin = await shared.Engine.CreateClientAsync("admin", isAdmin: true);
        var id = await shared.NameAsync(name, $"{name}-evil");
        await using var source = NpgsqlDataSource.Create(shared.Engine.AdminConnectionString);
        using var person = await shared.OpenAsync(name);
        if (has is "a secret")
            await person.SendAsync(HttpMethod.Put, "/api/v1/me/secrets/mail", new { value = "mine", expectedVersion = 0 });
        else if (has is "a key")
            await person.SendAsync(HttpMethod.Post, "/api/v1/me/api-keys", new { name = "mine" });
        else if (has is "an account")
            await person.GoAsync($"{Mine}/atlassian");
        else
            await source.ExecuteAsync($"INSERT INTO devflow.sessions (id, user_id, hash, created_at, expires_at) VALUES (gen_random_uuid(), '{id}', sha256('{id}'), now() - interval '2 days', now() - interval '1 day')");

        // Of before, when the person was new.
        Provider.Person = $"{name}-evil";
        using var evil = shared.Open();
        Assert.Equal("/sign-in?problem=unknown-account&provider=github", await evil.GoAsync("/api/v1/sign-in/github"));
        Assert.Null(await evil.SessionTokenAsync());
        // And of now, by the API and past it.
        Assert.Contains("only the person", (await admin.CallAsync(HttpMethod.Put, $"/api/v1/users/{id}/accounts/github", new { account = "again" }, HttpStatusCode.Conflict)).Text("detail"), StringComparison.Ordinal);
        var root = VaultIdentity.OfUser(Guid.Parse((await shared.Engine.PrincipalAsync("admin"))["user:".Length..]), isAdmin: true);
        await source.ExecuteAsync($"DELETE FROM devflow.provider_accounts WHERE user_id = '{id}'");
        var insert = $"INSERT INTO devflow.provider_accounts (id, user_id, provider, account_name, state, named_at) VALUES (gen_random_uuid(), '{id}', 'github', 'x{id}', 'named', now())";
        var fault = await Assert.ThrowsAsync<VaultException>(() => shared.Engine.Services.GetRequiredService<VaultDatabase>().RunAsync(root, (connection, token) => connection.ExecuteAsync(insert), Cancel));
        Assert.Equal(VaultError.Forbidden, fault.Error);

        // The person, signed in, may.
        Assert.Equal("/integrations?connected=github", await person.GoAsync($"{Mine}/github"));
        await UntilAlertedAsync(admin, id, "says that this person signs in");
        await UntilAlertedAsync(admin, id, "An account at GitHub was connected");
    }

    [Fact]
    public async Task An_attempt_to_connect_ends_with_signing_out_everywhere()
    {
        Provider.Person = $"p{Guid.NewGuid():N}";
        await shared.NameAsync(Provider.Person, Provider.Person);
        using var browser = shared.Open();
        await browser.GoAsync("/api/v1/sign-in/github");
        var first = await browser.AskAsync(await browser.BeginAsync($"{Mine}/atlassian"));
        Assert.Equal("/integrations?connected=atlassian", await browser.ReturnAsync(first));
        var second = await browser.AskAsync(await browser.BeginAsync($"{Mine}/atlassian"));

        Assert.Equal(HttpStatusCode.NoContent, (await browser.SendAsync(HttpMethod.Delete, "/api/v1/me/sessions")).StatusCode);

        Assert.Equal("/integrations?problem=state&provider=atlassian", await browser.ReturnAsync(second));
    }

    [Fact]
    public async Task A_database_that_is_away_when_somebody_comes_back_sends_him_to_our_own_page_and_ends_what_was_given()
    {
        Provider.Person = $"p{Guid.NewGuid():N}";
        using var browser = await shared.OpenAsync(Provider.Person);
        await using var source = NpgsqlDataSource.Create(shared.Engine.AdminConnectionString);
        var asked = 0;
        Provider.BeforeAnswer = async () =>
        {
            if (Interlocked.Exchange(ref asked, 1) == 0)
                await source.ExecuteAsync("ALTER TABLE devflow.provider_accounts RENAME TO provider_accounts_away");
        };
        try
        {
            Assert.Equal("/integrations?problem=unavailable&provider=github", await browser.GoAsync($"{Mine}/github"));
        }
        finally
        {
            await source.ExecuteAsync("ALTER TABLE devflow.provider_accounts_away RENAME TO provider_accounts");
        }

        Assert.False(await Provider.AcceptsAsync(Provider.Given.Last()));
        Assert.Equal("/integrations?connected=github", await browser.GoAsync($"{Mine}/github"));
    }

    [Fact]
    public async Task A_name_counts_for_thirty_days_and_for_one_person()
    {
        await shared.NameAsync("jan", "jan-there");
        using var admin = await shared.Engine.CreateClientAsync("admin", isAdmin: true);
        using var other = await shared.Engine.CreateClientAsync("kurt");
        var kurt = (await shared.Engine.PrincipalAsync("kurt"))["user:".Length..];
        await admin.CallAsync(HttpMethod.Put, $"/api/v1/users/{kurt}/accounts/github", new { account = "Jan-There" }, HttpStatusCode.Conflict);
        await using (var source = NpgsqlDataSource.Create(shared.Engine.AdminConnectionString))
            await source.ExecuteAsync("UPDATE devflow.provider_accounts SET named_at = now() - interval '31 days' WHERE account_name = 'jan-there'");
        Provider.Person = "jan-there";
        using var browser = shared.Open();

        Assert.Equal("/sign-in?problem=unknown-account&provider=github", await browser.GoAsync("/api/v1/sign-in/github"));
    }

    [Fact]
    public async Task Who_is_erased_has_no_account_any_more()
    {
        Provider.Person = "lisa-there";
        using var browser = await shared.OpenAsync("lisa");
        await browser.GoAsync($"{Mine}/github");
        var id = (await shared.Engine.PrincipalAsync("lisa"))["user:".Length..];

        Assert.Equal("lisa-there", (await JsonAsync(browser, "/api/v1/me/export")).GetProperty("accounts")[0].Text("account"));
        using var admin = await shared.Engine.CreateClientAsync("admin", isAdmin: true);
        await admin.CallAsync(HttpMethod.Delete, $"/api/v1/users/{id}");

        using var stranger = shared.Open();
        Assert.Equal("/sign-in?problem=unknown-account&provider=github", await stranger.GoAsync("/api/v1/sign-in/github"));
    }

    // The database has them a moment later.
    private static async Task UntilAlertedAsync(HttpClient admin, string user, string says)
    {
        while (!(await admin.GetJsonAsync("/api/v1/alerts")).EnumerateArray().Any(
            alert => alert.Text("kind") == "account" && alert.Text("subject") == $"user:{user}" && alert.Text("detail").Contains(says, StringComparison.Ordinal)))
            await Task.Delay(50, Cancel);
    }

    private static async Task<JsonElement> JsonAsync(OAuthBrowser browser, string path)
    {
        using var answer = await browser.SendAsync(HttpMethod.Get, path);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
