using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.People;

public sealed class UserSecretsApiTests(EngineServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_writes_reads_lists_replaces_and_deletes_his_own_secrets()
    {
        await using var engine = await Engine.StartAsync(server);
        using var anna = await engine.CreateClientAsync("anna");
        const string Path = "/api/v1/me/secrets/github%2Ftoken";

        var (written, first) = await anna.WriteAsync(Path, new { value = "first-value", expectedVersion = 0 });
        Assert.Equal((HttpStatusCode.OK, "github/token", 1), (written, (string?)first!["name"], (int?)first["version"]));
        Assert.Null(first["value"]);
        var (_, second) = await anna.WriteAsync(Path, new { value = "second-value", expiresAt = "2030-01-02T03:04:05Z", expectedVersion = 1 });
        Assert.Equal(2, (int?)second!["version"]);
        Assert.Equal(HttpStatusCode.Conflict, (await anna.WriteAsync(Path, new { value = "third-value", expectedVersion = 1 })).Status);

        var (status, read) = await anna.ReadAsync(Path);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            ("github/token", 2, "second-value", "vault", new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero)),
            ((string?)read!["name"], (int?)read["version"], (string?)read["value"], (string?)read["source"], (DateTimeOffset?)read["expiresAt"]));
        Assert.Equal("first-value", (string?)(await anna.ReadAsync($"{Path}?version=1")).Body!["value"]);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.ReadAsync($"{Path}?version=7")).Status);
        Assert.Equal(["github/token"], (await anna.ReadAsync("/api/v1/me/secrets")).Body!.AsArray().Select(secret => (string?)secret!["name"]));
        Assert.Equal([2, 1], (await anna.ReadAsync($"{Path}/versions")).Body!.AsArray().Select(version => (int)version!["version"]!));

        Assert.Equal(HttpStatusCode.NoContent, (await anna.DropAsync(Path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.DropAsync(Path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.ReadAsync(Path)).Status);
    }

    [Fact]
    public async Task Nobody_else_reads_them_and_an_administrator_sees_that_they_exist()
    {
        await using var engine = await Engine.StartAsync(server);
        using var anna = await engine.CreateClientAsync("anna");
        using var bert = await engine.CreateClientAsync("bert");
        using var chief = await engine.CreateClientAsync("chief", isAdmin: true);
        using var gateway = await engine.CreateServiceClientAsync("mcp-gateway");
        using var nobody = engine.CreateAnonymousClient();
        await anna.WriteAsync("/api/v1/me/secrets/token", new { value = "annas-value" });
        var id = await ScalarAsync(engine, "SELECT id FROM devflow.users WHERE name = 'anna'");

        foreach (var other in new[] { bert, chief })
            Assert.Equal(HttpStatusCode.NotFound, (await other.ReadAsync("/api/v1/me/secrets/token")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await gateway.ReadAsync("/api/v1/me/secrets/token")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.ReadAsync("/api/v1/me/secrets/token")).Status);
        var (status, listed) = await chief.ReadAsync($"/api/v1/users/{id}/secrets");
        Assert.Equal((HttpStatusCode.OK, "token"), (status, (string?)Assert.Single(listed!.AsArray())!["name"]));
        Assert.DoesNotContain("annas-value", listed.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await bert.ReadAsync($"/api/v1/users/{id}/secrets")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await bert.WriteAsync($"/api/v1/users/{id}/vault", new { vault = "Bert" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await chief.ReadAsync($"/api/v1/users/{Guid.NewGuid()}/secrets")).Status);
    }

    [Theory]
    [InlineData("Schl%C3%BCssel%20f%C3%BCr%20Z%C3%BCrich", "Schlüssel für Zürich")]
    [InlineData("a%2fb%2FC", "a/b/C")]
    [InlineData("%E3%83%88%E3%83%BC%E3%82%AF%E3%83%B3", "トークン")]
    public async Task A_name_of_any_script_stands_in_one_segment_of_the_address(string segment, string name)
    {
        await using var engine = await Engine.StartAsync(server);
        using var anna = await engine.CreateClientAsync("anna");

        Assert.Equal(name, (string?)(await anna.WriteAsync($"/api/v1/me/secrets/{segment}", new { value = "some-value" })).Body!["name"]);
        Assert.Equal("some-value", (string?)(await anna.ReadAsync($"/api/v1/me/secrets/{segment}")).Body!["value"]);
    }

    [Fact]
    public async Task A_name_that_could_be_taken_for_something_else_is_refused()
    {
        string[] segments =
        [
            "..%2Fother",
            "a%2F..%2Fb",
            "a%0Ab",
            "x'%3B%20DROP%20TABLE%20devflow.users%3B--",
            "%E2%80%AEtoken",
            "a%5Cb",
            "100%25",
        ];
        await using var engine = await Engine.StartAsync(server);
        using var anna = await engine.CreateClientAsync("anna");

        foreach (var segment in segments)
        {
            var (status, problem) = await anna.WriteAsync($"/api/v1/me/secrets/{segment}", new { value = "some-value" });

            Assert.True(status is HttpStatusCode.BadRequest, $"{segment}: {status}");
            Assert.StartsWith("A name ", (string?)problem!["detail"], StringComparison.Ordinal);
            Assert.Equal(0L, await ScalarAsync(engine, "SELECT count(*) FROM devflow.user_secrets"));
        }
    }

    [Fact]
    public async Task A_body_that_is_none_is_refused_without_a_word_of_what_it_holds()
    {
        string[] bodies =
        [
            """{"value":""}""",
            "{}",
            """{"value":null}""",
            """{"value":7}""",
            """{"value":"c4n4ry-of-a-value","expectedVersion":"one"}""",
            """{"value":"c4n4ry-of-a-value","expiresAt":"tomorrow"}""",
            """{"value":"c4n4ry-of-a-value" """,
            """{"value":"\ud800c4n4ry-of-a-value"}""",
            "",
        ];
        await using var engine = await Engine.StartAsync(server);
        using var anna = await engine.CreateClientAsync("anna");

        foreach (var body in bodies)
        {
            using var content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

            using var answer = await anna.PutAsync(new Uri("/api/v1/me/secrets/token", UriKind.Relative), content, Token);

            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest, $"{body}: {answer.StatusCode}");
            Assert.DoesNotContain("c4n4ry", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_value_of_one_mebibyte_goes_through_and_a_larger_one_is_refused()
    {
        await using var engine = await Engine.StartAsync(server);
        using var anna = await engine.CreateClientAsync("anna");
        var largest = new string('v', 1024 * 1024);

        Assert.Equal(HttpStatusCode.OK, (await anna.WriteAsync("/api/v1/me/secrets/large", new { value = largest })).Status);
        var (status, problem) = await anna.WriteAsync("/api/v1/me/secrets/large", new { value = largest + "v" });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("1 MiB", (string?)problem!["detail"], StringComparison.Ordinal);
        Assert.Equal(largest, (string?)(await anna.ReadAsync("/api/v1/me/secrets/large")).Body!["value"]);
    }

    [Fact]
    public async Task An_answer_with_a_value_is_kept_by_nobody()
    {
        await using var engine = await Engine.StartAsync(server);
        using var anna = await engine.CreateClientAsync("anna");
        await anna.WriteAsync("/api/v1/me/secrets/token", new { value = "some-value" });

        using var answer = await anna.GetAsync(new Uri("/api/v1/me/secrets/token", UriKind.Relative), Token);

        Assert.Equal("no-store", $"{answer.Headers.CacheControl}");
    }

    [Fact]
    public async Task Each_access_is_in_the_audit_and_neither_a_value_nor_a_name_is_in_what_the_engine_writes()
    {
        const string Value = "c4n4ry-of-a-value";
        const string Name = "n4m3-of-a-secret";
        var engine = await Engine.StartAsync(server, "LOG_LEVEL=DEBUG");
        string audit;
        await using (engine)
        {
            using var anna = await engine.CreateClientAsync("anna");
            await anna.WriteAsync($"/api/v1/me/secrets/{Name}", new { value = Value });
            await anna.ReadAsync($"/api/v1/me/secrets/{Name}");
            await anna.DropAsync($"/api/v1/me/secrets/{Name}");
            audit = string.Concat(Directory.EnumerateFiles(engine.Folder, "*.jsonl", SearchOption.AllDirectories).Select(ReadShared));
        }

        foreach (var outcome in new[] { "written", "hit", "removed" })
            Assert.Matches($"user-secret:[0-9a-f-]{{36}}.*\"{outcome}\"|\"{outcome}\".*user-secret:[0-9a-f-]{{36}}", audit);
        Assert.DoesNotContain(Value, audit, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, audit, StringComparison.Ordinal);
    }

    private static string ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static async Task<object?> ScalarAsync(Engine engine, string sql)
    {
        await using var source = NpgsqlDataSource.Create(engine.AdminConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Token);
    }
}
