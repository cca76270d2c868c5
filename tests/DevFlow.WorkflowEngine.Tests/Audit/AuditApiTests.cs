using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DevFlow.Secrets;

namespace DevFlow.WorkflowEngine.Tests.Audit;

public sealed class AuditApiTests(EngineServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_service_feeds_its_own_chains_and_no_other_and_nobody_else_feeds_any()
    {
        await using var engine = await Engine.StartAsync(server);
        using var files = new AuditFiles();
        await files.WriteAsync("mcp-gateway", AuditFiles.Access("JWT_SECRET"));
        using var gateway = await engine.CreateServiceClientAsync("mcp-gateway");
        using var hub = await engine.CreateServiceClientAsync("knowledge-hub");
        using var admin = await engine.CreateClientAsync("admin", isAdmin: true);
        using var nobody = engine.CreateAnonymousClient();

        Assert.Equal(HttpStatusCode.Unauthorized, (await files.SendAsync(nobody, "mcp-gateway")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await files.SendAsync(admin, "mcp-gateway")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await files.SendAsync(hub, "mcp-gateway")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await hub.GetAsync(Uri("heads?service=mcp-gateway"), Token)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await AuditFiles.PostAsync(gateway, "../mcp-gateway.h.0.20260131.jsonl", "")).StatusCode);
        Assert.Empty(await AuditFiles.TakenAsync(engine.AdminConnectionString, files.FileOf("mcp-gateway")));

        var taken = await files.SendAsync(gateway, "mcp-gateway");

        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        var lines = await File.ReadAllLinesAsync(files.FileOf("mcp-gateway"), Token);
        Assert.Equal(lines.Length, (await AuditFiles.AnswerAsync(taken)).Taken);
        Assert.Equal(lines, await AuditFiles.TakenAsync(engine.AdminConnectionString, files.FileOf("mcp-gateway")));
        var head = Assert.Single((await gateway.GetFromJsonAsync<AuditReplicaHead[]>(Uri("heads?service=mcp-gateway"), Token))!);
        Assert.Equal(lines.Length, head.Seq);
    }

    [Fact]
    public async Task A_gap_and_a_broken_chain_are_answered_with_what_is_wanted_and_why()
    {
        await using var engine = await Engine.StartAsync(server);
        using var files = new AuditFiles();
        await files.WriteAsync("mcp-gateway", AuditFiles.Access("ONE"), AuditFiles.Access("TWO"));
        using var gateway = await engine.CreateServiceClientAsync("mcp-gateway");

        var gap = await files.SendAsync(gateway, "mcp-gateway", start: false, skip: 2);
        var lines = await File.ReadAllLinesAsync(files.FileOf("mcp-gateway"), Token);
        var broken = await AuditFiles.PostAsync(gateway, Path.GetFileName(files.FileOf("mcp-gateway")), $"{lines[0]}\nnothing\n{lines[1]}\n");

        Assert.Equal(HttpStatusCode.Conflict, gap.StatusCode);
        var wanted = await AuditFiles.AnswerAsync(gap);
        Assert.Equal((AuditAppendOutcome.Gap, 0), (wanted.Outcome, wanted.Seq));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, broken.StatusCode);
        var answer = await AuditFiles.AnswerAsync(broken);
        Assert.Equal((AuditAppendOutcome.Broken, 1L, 1), (answer.Outcome, answer.Seq, answer.Taken));
        using var admin = await engine.CreateClientAsync("admin", isAdmin: true);
        var chains = await admin.GetFromJsonAsync<JsonElement>(Uri("chains"), Token);
        var chain = Assert.Single(chains.EnumerateArray(), chain => chain.GetProperty("service").GetString() == "mcp-gateway");
        Assert.Equal("broken", chain.GetProperty("state").GetString());
        Assert.Equal(answer.Reason, chain.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task An_admin_finds_records_by_each_filter_and_page_by_page_while_more_come()
    {
        await using var engine = await Engine.StartAsync(server);
        using var files = new AuditFiles();
        using var admin = await engine.CreateClientAsync("admin", isAdmin: true);
        using var gateway = await engine.CreateServiceClientAsync("mcp-gateway");
        using var hub = await engine.CreateServiceClientAsync("knowledge-hub");
        await files.WriteAsync("mcp-gateway", [.. Enumerable.Range(0, 25).Select(i => AuditFiles.Access($"KEY_{i}"))]);
        await files.WriteAsync("knowledge-hub", AuditFiles.Access("HUB", outcome: "denied"), AuditFiles.Access("THEIRS", "user:somebody", tier: SecretTier.User));
        await files.SendAsync(gateway, "mcp-gateway");
        await files.SendAsync(hub, "knowledge-hub");

        Assert.Equal(["KEY_7"], await KeysAsync(admin, "?key=KEY_7"));
        Assert.Equal(["HUB"], await KeysAsync(admin, "?outcome=denied"));
        Assert.Equal(["THEIRS"], await KeysAsync(admin, "?tier=user&service=knowledge-hub"));
        Assert.Equal(["THEIRS"], await KeysAsync(admin, "?user=user:somebody"));
        Assert.Empty(await KeysAsync(admin, "?trace=0000&kind=all"));
        Assert.Empty(await KeysAsync(admin, "?service=mcp-gateway&to=2020-01-01T00:00:00Z"));
        Assert.Empty(await KeysAsync(admin, "?service=mcp-gateway&from=2090-01-01T00:00:00Z"));
        Assert.Empty(await KeysAsync(admin, $"?key={System.Uri.EscapeDataString("' OR true --")}"));

        var seen = new List<string>();
        var cursor = "";
        do
        {
            var page = await admin.GetFromJsonAsync<JsonElement>(Uri($"?service=mcp-gateway&limit=4{cursor}"), Token);
            seen.AddRange(page.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("key").GetString()!));
            cursor = page.GetProperty("next").GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor.Length > 0);

        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(i => $"KEY_{i}"), seen);
    }

    [Fact]
    public async Task A_question_that_makes_no_sense_is_refused()
    {
        string[] questions =
        [
            "?limit=0",
            "?limit=1001",
            "?cursor=nonsense",
            "?cursor=***",
            "?kind=nonsense&tier=nonsense",
            "?from=yesterday",
            "?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z",
            "?key=%00",
            "/export?format=pdf",
            "/export?format=csv&outcome=nonsense",
        ];
        await using var engine = await Engine.StartAsync(server);
        using var admin = await engine.CreateClientAsync("admin", isAdmin: true);

        foreach (var question in questions)
        {
            using var answer = await admin.GetAsync(Uri(question), Token);
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest, $"{question}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_person_sees_the_accesses_on_their_own_behalf_and_nobody_but_an_admin_those_of_others()
    {
        await using var engine = await Engine.StartAsync(server);
        using var files = new AuditFiles();
        using var anna = await engine.CreateClientAsync("anna");
        using var gateway = await engine.CreateServiceClientAsync("mcp-gateway");
        await files.WriteAsync("mcp-gateway", AuditFiles.Access("HERS", await engine.PrincipalAsync("anna")), AuditFiles.Access("OTHERS", "user:somebody"));
        await files.SendAsync(gateway, "mcp-gateway");

        Assert.Equal(["HERS"], await KeysAsync(anna, "../me/audit"));
        Assert.Equal(["HERS"], await KeysAsync(anna, "../me/audit?user=user:somebody"));
        foreach (var path in new[] { "", "export?format=csv", "chains" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await anna.GetAsync(Uri(path), Token)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await gateway.GetAsync(Uri(path), Token)).StatusCode);
        }
    }

    [Fact]
    public async Task An_exported_chain_is_its_file_and_is_proven_as_that()
    {
        await using var engine = await Engine.StartAsync(server);
        using var files = new AuditFiles();
        using var gateway = await engine.CreateServiceClientAsync("mcp-gateway");
        using var admin = await engine.CreateClientAsync("admin", isAdmin: true);
        await files.WriteAsync("mcp-gateway", AuditFiles.Access("FIRST"));
        var file = files.FileOf("mcp-gateway");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, Token))[..^20], Token);
        await files.WriteAsync("mcp-gateway", [.. Enumerable.Range(0, 1500).Select(i => AuditFiles.Access($"KEY_{i}"))]);
        await files.SendAsync(gateway, "mcp-gateway");
        var chains = await admin.GetFromJsonAsync<JsonElement>(Uri("chains"), Token);
        var id = chains.EnumerateArray().First(chain => chain.GetProperty("service").GetString() == "mcp-gateway").GetProperty("id").GetInt64();

        var exported = await admin.GetByteArrayAsync(Uri($"export?format=jsonl&chain={id}"), Token);

        Assert.Equal(await File.ReadAllBytesAsync(file, Token), exported);
        var lines = await admin.GetStringAsync(Uri("export?format=jsonl&service=mcp-gateway"), Token);
        Assert.Equal(1500 + 1, lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task An_exported_table_holds_no_formula()
    {
        await using var engine = await Engine.StartAsync(server);
        using var files = new AuditFiles();
        using var gateway = await engine.CreateServiceClientAsync("mcp-gateway");
        using var admin = await engine.CreateClientAsync("admin", isAdmin: true);
        string[] evil = ["=HYPERLINK(\"http://evil\")", "+1", "-1", "@SUM(A1)", "\t=1", "a,\"b\"\r\nc"];
        await files.WriteAsync("mcp-gateway", [.. evil.Select(key => AuditFiles.Access(key))]);
        await files.SendAsync(gateway, "mcp-gateway");

        var table = await admin.GetStringAsync(Uri("export?format=csv&service=mcp-gateway"), Token);

        Assert.StartsWith("time,service,kind,key,", table, StringComparison.Ordinal);
        foreach (var formula in evil[..^1])
            Assert.Contains($",\"'{formula.Replace("\"", "\"\"", StringComparison.Ordinal)}\",", table, StringComparison.Ordinal);
        Assert.Contains(",\"a,\"\"b\"\"\r\nc\",", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_engine_puts_its_own_files_and_those_of_the_app_host_into_its_database()
    {
        await using var engine = await Engine.StartAsync(server);
        await using (var audit = new SecretAudit(new() { Folder = Path.Combine(engine.Folder, "logs", "audit"), Service = "apphost" }))
        {
            await audit.RecordAsync(AuditFiles.Access("FROM_THE_APP_HOST"), Token);
        }

        using var admin = await engine.CreateClientAsync("admin", isAdmin: true);
        while ((await KeysAsync(admin, "?key=FROM_THE_APP_HOST")).Count == 0)
            await Task.Delay(50, Token);
        while ((await KeysAsync(admin, "?key=JWT_SECRET&service=workflow-engine")).Count == 0)
            await Task.Delay(50, Token);
    }

    private static Uri Uri(string path) => new($"api/v1/audit{(path is "" || path[0] is '?' or '/' ? "" : "/")}{path}", UriKind.Relative);

    private static async Task<IReadOnlyList<string>> KeysAsync(HttpClient client, string question)
    {
        var page = await client.GetFromJsonAsync<JsonElement>(Uri(question), Token);
        return [.. page.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("key").GetString()!)];
    }
}
