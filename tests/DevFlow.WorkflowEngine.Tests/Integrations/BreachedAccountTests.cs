using System.Net;
using System.Text.Json;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.Secrets.Vault.Tests.Rotation.Http;
using DevFlow.WorkflowEngine.Integrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Integrations;

/// <summary>A breach of people ends what their accounts elsewhere have granted, there and here, also past a crash; and they connect anew.</summary>
public sealed class BreachedAccountTests(EngineServer server) : IAsyncLifetime
{
    private static readonly string[] _providers = ["github", "atlassian"];

    private OAuthProvider _provider = null!;
    private Engine _engine = null!;
    private NpgsqlDataSource _admin = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _provider = await OAuthProvider.StartAsync();
        _engine = await Engine.StartAsync(server, OAuthProvider.Env, [.. _provider.Configuration, ("Incidents:Grace", "00:00:00"), ("Incidents:Settling", "00:00:00")]);
        _admin = NpgsqlDataSource.Create(_engine.AdminConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _admin.DisposeAsync();
        await _engine.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task A_breach_of_a_person_and_of_all_people_ends_tokens_there_and_here_as_the_plan_says_and_the_person_connects_anew()
    {
        using var carol = await ConnectAsync("carol", _providers);
        using var bob = await ConnectAsync("bob", ["github"]);
        var (hers, his) = (await TokensAsync(carol, "carol"), await TokensAsync(bob, "bob"));
        var id = (await _engine.PrincipalAsync("carol"))["user:".Length..];

        var plan = await AsRootAsync(HttpMethod.Post, "/api/v1/incidents/plan", new { scope = "user", subject = "carol", reason = "-" });
        var actions = plan.GetProperty("actions").EnumerateArray().Where(action => action.Text("kind").StartsWith("disconnect-", StringComparison.Ordinal)).ToList();
        Assert.Equal(["disconnect-atlassian", "disconnect-github"], actions.Select(action => action.Text("kind")));
        Assert.All(actions, action => Assert.Equal(($"user:{id}", false), (action.Text("subject"), action.GetProperty("isForPerson").GetBoolean())));
        Assert.Contains("at GitHub", actions[1].Text("detail"), StringComparison.Ordinal);
        // They are ended by the engine: nothing is left to a person to replace but to look whose the account is.
        Assert.Equal(["look"], plan.GetProperty("actions").EnumerateArray().Where(action => action.GetProperty("isForPerson").GetBoolean()).Select(action => action.Text("kind")));
        Assert.True(await _provider.AcceptsAsync(hers["github/token"]));

        var report = await AnswerAsync("user", "carol");
        foreach (var token in hers.Values)
        {
            Assert.False(await _provider.AcceptsAsync(token));
            Assert.DoesNotContain(token, report, StringComparison.Ordinal);
        }

        Assert.True(await _provider.AcceptsAsync(his["github/token"]));
        Assert.Equal([("atlassian", "needs-person"), ("github", "needs-person")], await StatesAsync(id));
        Assert.Equal(0, await CountAsync($"user_secrets WHERE owner = '{id}' AND deleted_at IS NULL"));
        Assert.Contains("done: ended at GitHub, and its tokens forgotten here", report, StringComparison.Ordinal);
        Assert.Contains("engine:incidents", _engine.AuditText().Split('\n').First(line => line.Contains($"account github of user:{id}", StringComparison.Ordinal) && line.Contains("removed", StringComparison.Ordinal)), StringComparison.Ordinal);

        _provider.Person = "carol";
        using (var again = new OAuthBrowser(_engine.Address))
        {
            Assert.Equal("/?connected=github", await again.GoAsync("/api/v1/sign-in/github"));
            Assert.NotNull(await again.SessionTokenAsync());
        }

        Assert.Equal([("atlassian", "needs-person"), ("github", "connected")], await StatesAsync(id));
        await AnswerAsync("tier", "user");
        Assert.False(await _provider.AcceptsAsync(his["github/token"]));
        Assert.Equal(0, await CountAsync("provider_accounts WHERE state = 'connected'"));
    }

    [Fact]
    public async Task An_engine_that_is_killed_between_the_providers_yes_and_the_forgetting_leaves_it_to_the_next_which_ends_the_same_way()
    {
        using var carol = await ConnectAsync("carol", ["github"]);
        var token = (await TokensAsync(carol, "carol"))["github/token"];
        using var root = await _engine.CreateClientAsync("root", isAdmin: true);
        var key = (await root.PostJsonAsync("/api/v1/me/api-keys", new { name = "drill" })).Text("key");
        var (ended, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        _provider.BeforeEndAnswer = () =>
        {
            ended.TrySetResult();
            return gate.Task;
        };
        await _engine.StopAsync();
        using var process = new EngineProcess(_engine);
        using var chief = new HttpClient { BaseAddress = process.Address, DefaultRequestHeaders = { Authorization = new("Bearer", key) } };
        await StartAsync(process, chief);
        var id = (await chief.PostJsonAsync("/api/v1/incidents", new { scope = "user", subject = "carol", reason = "a drill" }, HttpStatusCode.Created)).GetProperty("incident").Text("id");

        await ended.Task.WaitAsync(Cancel);
        await process.KillAsync();
        gate.SetResult();

        Assert.False(await _provider.AcceptsAsync(token));
        Assert.Equal(1, await CountAsync("provider_accounts WHERE state = 'connected'"));
        Assert.Equal(1, await CountAsync("user_secrets WHERE name = 'github/token' AND deleted_at IS NULL"));

        await StartAsync(process, chief);
        while (await CountAsync($"incident_actions WHERE incident = '{id}' AND kind = 'disconnect-github' AND state = 'done'") == 0)
            await Task.Delay(50, Cancel);

        Assert.Equal(1, await CountAsync("provider_accounts WHERE state = 'needs-person'"));
        Assert.Equal(0, await CountAsync("user_secrets WHERE deleted_at IS NULL"));
        Assert.Equal(
            ["begun", "done"],
            (await chief.GetJsonAsync($"/api/v1/incidents/{id}")).GetProperty("timeline").EnumerateArray().Select(one => one.Text("what"))
                .Where(what => what.Contains("disconnect-github", StringComparison.Ordinal) || what.Contains("GitHub", StringComparison.Ordinal)).Select(what => what.Split(':')[0]));
        await process.KillAsync();
    }

    [Fact]
    public async Task A_provider_whose_answer_is_lost_has_ended_it_and_one_that_never_says_so_leaves_the_rest_to_people_with_nothing_kept_here()
    {
        using var carol = await ConnectAsync("carol", _providers);
        var user = Guid.Parse((await _engine.PrincipalAsync("carol"))["user:".Length..]);
        var token = (await TokensAsync(carol, "carol"))["atlassian/token"];
        _provider.Fail("DELETE /applications/github-client/grant", ProviderFault.AnswerLost);
        _provider.Fail("POST /oauth/revoke", [.. Enumerable.Repeat(ProviderFault.Busy, 6)]);
        var (github, atlassian) = (Work("github"), Work("atlassian"));

        // Whoever renews a token at this moment is not disturbed.
        await _admin.ExecuteAsync($"UPDATE devflow.provider_accounts SET claimed_until = now() + interval '1 hour' WHERE user_id = '{user}'");
        Assert.Equal((IncidentActionStates.Begun, true), Of(await DoAsync(github, user, attempts: 0)));
        await _admin.ExecuteAsync($"UPDATE devflow.provider_accounts SET claimed_until = NULL WHERE user_id = '{user}'");
        Assert.Equal((IncidentActionStates.Done, false), Of(await DoAsync(github, user, attempts: 0)));
        var fault = await Assert.ThrowsAsync<VaultException>(() => DoAsync(atlassian, user, attempts: 0));
        Assert.Contains("does not say", fault.Message, StringComparison.Ordinal);
        Assert.Equal([("atlassian", "connected"), ("github", "needs-person")], await StatesAsync($"{user}"));

        var last = await DoAsync(atlassian, user, attempts: 6);

        Assert.Equal(IncidentActionStates.Person, last.State);
        Assert.Contains("https://id.atlassian.com/manage-profile/apps", last.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(token, last.Text, StringComparison.Ordinal);
        Assert.True(await _provider.AcceptsAsync(token));
        Assert.Equal([("atlassian", "needs-person"), ("github", "needs-person")], await StatesAsync($"{user}"));
        Assert.Equal(0, await CountAsync("user_secrets WHERE deleted_at IS NULL"));
        // Done again it has nothing to end any more; of nobody's account there is nothing to do.
        Assert.Equal(IncidentActionStates.Done, (await DoAsync(github, user, attempts: 0)).State);
        Assert.Contains("no account", (await DoAsync(github, Guid.NewGuid(), attempts: 0)).Text, StringComparison.Ordinal);
        // What nobody has ended is not ended by being done again, after a crash or about the next breach: its tokens are gone, and the grant is not.
        Assert.Equal(IncidentActionStates.Person, (await DoAsync(atlassian, user, attempts: 0)).State);
        Assert.Equal(1, await CountAsync($"provider_accounts WHERE user_id = '{user}' AND provider = 'atlassian' AND problem LIKE '%https://id.atlassian.com/manage-profile/apps%'"));
        using var again = await ConnectAsync("carol", ["github"]);
        Assert.Equal(0, await CountAsync($"provider_accounts WHERE user_id = '{user}' AND provider = 'github' AND ended_at IS NOT NULL"));
        await DeleteAsync(again, "github/token");
        Assert.Equal(IncidentActionStates.Person, (await DoAsync(github, user, attempts: 0)).State);
    }

    [Fact]
    public async Task A_token_that_its_person_has_deleted_or_that_cannot_be_opened_is_not_taken_for_one_that_was_ended()
    {
        using var carol = await ConnectAsync("carol", _providers);
        var user = Guid.Parse((await _engine.PrincipalAsync("carol"))["user:".Length..]);
        var tokens = await TokensAsync(carol, "carol");
        await DeleteAsync(carol, "github/token");
        await _admin.ExecuteAsync("""
            UPDATE devflow.user_secret_versions SET content = set_byte(content, length(content) - 1, get_byte(content, length(content) - 1) # 1)
            WHERE secret_id = (SELECT id FROM devflow.user_secrets WHERE name = 'atlassian/refresh-token')
            """);

        foreach (var name in _providers)
            Assert.Equal(IncidentActionStates.Person, (await DoAsync(Work(name), user, attempts: 0)).State);

        // What could be shown there is ended all the same.
        Assert.True(await _provider.AcceptsAsync(tokens["github/token"]));
        Assert.False(await _provider.AcceptsAsync(tokens["atlassian/token"]));
        Assert.Equal(0, await CountAsync("user_secrets WHERE deleted_at IS NULL"));
    }

    [Fact]
    public async Task Who_was_sent_to_a_provider_before_a_breach_of_the_person_is_swept_connects_nothing()
    {
        using var thief = await ConnectAsync("carol", []);
        var before = await thief.AskAsync(await thief.BeginAsync("/api/v1/me/integrations/github"));
        await AnswerAsync("user", "carol");
        Assert.Equal("/integrations?problem=state&provider=github", await thief.ReturnAsync(before));
        Assert.Equal(0, await CountAsync("provider_accounts"));

        // Afterwards it is the person's again; while it lasts nobody begins, nor ends what was begun a moment ago.
        using (var carol = await ConnectAsync("carol", ["atlassian"]))
        {
            _provider.BeforeAnswer = () => _admin.ExecuteAsync("UPDATE devflow.incident_actions SET state = 'begun', ended_at = NULL, ended_by = NULL, not_before = now() + interval '1 hour' WHERE kind = 'sweep'");
            Assert.Equal("/integrations?problem=state&provider=github", await carol.GoAsync("/api/v1/me/integrations/github"));
            using var refused = await carol.SendAsync(HttpMethod.Post, "/api/v1/me/integrations/github", new { });
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        }

        _provider.BeforeAnswer = static () => Task.CompletedTask;
        Assert.Equal(["atlassian"], (await StatesAsync((await _engine.PrincipalAsync("carol"))["user:".Length..])).Select(account => account.Item1));
        // It is nobody else's affair.
        using var bob = await ConnectAsync("bob", ["github"]);
    }

    [Fact]
    public async Task A_breach_of_an_applications_secret_says_what_becomes_of_the_tokens_that_were_obtained_with_it()
    {
        using var carol = await ConnectAsync("carol", ["github"]);

        Assert.Contains("accounts connected at GitHub: 1", await DetailAsync("GITHUB_CLIENT_SECRET"), StringComparison.Ordinal);
        Assert.Contains("nobody has connected an account at Atlassian", await DetailAsync("ATLASSIAN_CLIENT_SECRET"), StringComparison.Ordinal);

        async Task<string> DetailAsync(string key) => (await AsRootAsync(HttpMethod.Post, "/api/v1/incidents/plan", new { scope = "secret", subject = key, reason = "-" }))
            .GetProperty("actions").EnumerateArray().Single(action => action.Text("kind") is "replace" or "rotate" && action.Text("subject") == key).Text("detail");
    }

    private DisconnectWork Work(string name) =>
        new(_engine.Services.GetRequiredService<Providers>().Get(name), _engine.Services.GetRequiredService<Providers>(), _engine.Services.GetRequiredService<ProviderDisconnect>());

    private static (string State, bool Waits) Of(IncidentOutcome outcome) => (outcome.State, outcome.Wait is not null);

    private static Task<IncidentOutcome> DoAsync(DisconnectWork work, Guid user, int attempts)
    {
        var incident = new Incident(Guid.NewGuid(), "user", $"user:{user}", "a drill", "user:root", DateTimeOffset.UnixEpoch, ClosedAt: null, 1, 0);
        var action = new IncidentAction
        {
            Id = Guid.NewGuid(),
            Incident = incident.Id,
            Number = 1,
            Phase = 1,
            Kind = work.Kind,
            Subject = $"user:{user}",
            Detail = "",
            State = IncidentActionStates.Begun,
            Attempts = attempts,
        };
        return work.DoAsync(new(incident, action, [action], Connection: null!, DateTimeOffset.UnixEpoch), Cancel);
    }

    private static async Task StartAsync(EngineProcess process, HttpClient client)
    {
        process.Start();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/health", UriKind.Relative), Cancel);
                if (answer.StatusCode is HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(50, Cancel);
        }
    }

    private async Task<OAuthBrowser> ConnectAsync(string name, string[] providers)
    {
        using var client = await _engine.CreateClientAsync(name);
        _provider.Person = name;
        var browser = new OAuthBrowser(_engine.Address) { Token = client.DefaultRequestHeaders.Authorization!.Parameter };
        foreach (var provider in providers)
            Assert.Equal($"/integrations?connected={provider}", await browser.GoAsync($"/api/v1/me/integrations/{provider}"));
        return browser;
    }

    private static async Task DeleteAsync(OAuthBrowser browser, string name)
    {
        using var answer = await browser.SendAsync(HttpMethod.Delete, $"/api/v1/me/secrets/{Uri.EscapeDataString(name)}");
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
    }

    private async Task<Dictionary<string, string>> TokensAsync(OAuthBrowser browser, string name)
    {
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var command = _admin.CreateCommand($"SELECT s.name FROM devflow.user_secrets s JOIN devflow.users u ON u.id = s.owner WHERE u.name = '{name}' AND deleted_at IS NULL");
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        while (await reader.ReadAsync(Cancel))
        {
            using var answer = await browser.SendAsync(HttpMethod.Get, $"/api/v1/me/secrets/{Uri.EscapeDataString(reader.GetString(0))}");
            tokens[reader.GetString(0)] = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancel)).Text("value");
        }

        return tokens;
    }

    /// <summary>Declares a breach, waits for the engine's part of it, and gives the report.</summary>
    private async Task<string> AnswerAsync(string scope, string subject)
    {
        var id = (await AsRootAsync(HttpMethod.Post, "/api/v1/incidents", new { scope, subject, reason = "a drill" }, HttpStatusCode.Created)).GetProperty("incident").Text("id");
        while (await CountAsync($"incident_actions WHERE incident = '{id}' AND state IN ('planned', 'begun') AND phase < 3") > 0)
            await Task.Delay(50, Cancel);
        Assert.Equal(0, await CountAsync($"incident_actions WHERE incident = '{id}' AND state = 'person' AND kind LIKE 'disconnect-%'"));
        return $"{await AsRootAsync(HttpMethod.Get, $"/api/v1/incidents/{id}")}";
    }

    // What signs tokens is replaced meanwhile.
    private async Task<JsonElement> AsRootAsync(HttpMethod method, string path, object? body = null, HttpStatusCode status = HttpStatusCode.OK)
    {
        while (true)
        {
            using var root = await _engine.CreateClientAsync("root", isAdmin: true);
            var (given, answer) = await root.ExchangeAsync(method, path, body);
            if (given is HttpStatusCode.Unauthorized)
                continue;
            Assert.True(given == status, $"{method} {path}: {given} {answer}");
            return JsonElement.Parse(answer!.ToJsonString());
        }
    }

    private async Task<List<(string, string)>> StatesAsync(string user)
    {
        var states = new List<(string, string)>();
        await using var command = _admin.CreateCommand($"SELECT provider, state FROM devflow.provider_accounts WHERE user_id = '{user}' ORDER BY provider");
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        while (await reader.ReadAsync(Cancel))
            states.Add((reader.GetString(0), reader.GetString(1)));
        return states;
    }

    private Task<long> CountAsync(string from) => _admin.CountAsync($"SELECT count(*) FROM devflow.{from}");
}
