using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Leases;

public sealed class LeasesApiTests(LeaseEngine shared) : IClassFixture<LeaseEngine>
{
    private const string Leases = "/api/v1/leases";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lease_is_opened_used_renewed_and_revoked_and_its_password_is_in_one_answer_alone()
    {
        using var said = new Overheard(shared.Engine);
        using var chief = await shared.Engine.CreateClientAsync("chief", isAdmin: true);
        using var answer = await chief.PostAsJsonAsync(Leases, new { profile = "read-write", ttlSeconds = 60 }, Token);
        var opened = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        var (lease, password) = (opened.GetProperty("lease"), opened.Text("password"));
        var path = $"{Leases}/{lease.Text("id")}";

        Assert.Equal((HttpStatusCode.Created, true, path), (answer.StatusCode, answer.Headers.CacheControl!.NoStore, answer.Headers.Location!.ToString()));
        Assert.Equal($"postgresql://{lease.Text("login")}:{password}@localhost:{opened.GetProperty("port")}/{opened.Text("database")}", opened.Text("url"));
        var connect = Connect(opened);
        await ExecuteAsync(connect, "CREATE TABLE applications.by_lease (id int)");

        var renewed = await chief.PostJsonAsync($"{path}/renew", new { ttlSeconds = 600 });
        Assert.True(renewed.GetProperty("expiresAt").GetDateTimeOffset() > lease.GetProperty("expiresAt").GetDateTimeOffset());
        var listed = await chief.GetJsonAsync(Leases);
        Assert.Contains(listed.EnumerateArray(), one => one.Text("id") == lease.Text("id") && one.Text("state") == "active");
        var ended = await chief.CallAsync(HttpMethod.Delete, path);
        Assert.Equal(("ended", "revoked"), (ended.Text("state"), ended.Text("reason")));
        await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connect, "SELECT 1"));
        Assert.DoesNotContain((await chief.GetJsonAsync(Leases)).EnumerateArray(), one => one.Text("id") == lease.Text("id"));
        Assert.Contains((await chief.GetJsonAsync($"{Leases}?ended=true")).EnumerateArray(), one => one.Text("id") == lease.Text("id"));

        foreach (var text in (string[])[listed.ToString(), renewed.ToString(), ended.ToString(), .. said.With(password), .. await FilesAsync(), await RowsAsync()])
            Assert.DoesNotContain(password, text, StringComparison.Ordinal);
        Assert.Empty(said.With(password));
        Assert.NotEmpty(said.With(lease.Text("id")));
        Assert.Contains(await FilesAsync(), file => file.Contains($"api:lease read-write/{lease.Text("id")}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_sees_and_ends_what_is_his_own_and_an_administrator_all()
    {
        using var chief = await shared.Engine.CreateClientAsync("chief-of-all", isAdmin: true);
        using var anna = await shared.Engine.CreateClientAsync("lease-anna");
        using var bert = await shared.Engine.CreateClientAsync("lease-bert");
        using var gateway = await shared.Engine.CreateServiceClientAsync("mcp-gateway");
        var ofAnna = (await anna.PostJsonAsync(Leases, new { profile = "read-only" }, HttpStatusCode.Created)).GetProperty("lease").Text("id");
        var ofGateway = (await gateway.PostJsonAsync(Leases, new { profile = "read-write" }, HttpStatusCode.Created)).GetProperty("lease").Text("id");

        Assert.Equal([ofAnna], (await anna.GetJsonAsync(Leases)).EnumerateArray().Select(one => one.Text("id")));
        Assert.Empty((await bert.GetJsonAsync(Leases)).EnumerateArray());
        foreach (var id in (string[])[ofAnna, ofGateway])
        {
            await bert.CallAsync(HttpMethod.Delete, $"{Leases}/{id}", status: HttpStatusCode.NotFound);
            await bert.PostJsonAsync($"{Leases}/{id}/renew", new { }, HttpStatusCode.NotFound);
            await chief.PostJsonAsync($"{Leases}/{id}/renew", new { }, HttpStatusCode.NotFound);
            Assert.Contains((await chief.GetJsonAsync(Leases)).EnumerateArray(), one => one.Text("id") == id);
            await chief.CallAsync(HttpMethod.Delete, $"{Leases}/{id}");
        }

        await anna.PostJsonAsync($"{Leases}/{ofAnna}/renew", new { }, HttpStatusCode.Conflict);
        Assert.Equal(["read-only"], (await anna.GetJsonAsync($"{Leases}/profiles")).EnumerateArray().Select(one => one.Text("name")));
    }

    [Theory]
    [InlineData("""{"profile": "read-write"}""", HttpStatusCode.Forbidden)]
    [InlineData("""{"profile": "nothing-of-the-kind"}""", HttpStatusCode.NotFound)]
    [InlineData("""{}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"profile": "read-only", "ttlSeconds": 0}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"profile": "read-only", "ttlSeconds": 86400}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"profile": "read-only", "ttlSeconds": "15m"}""", HttpStatusCode.BadRequest)]
    public async Task What_is_not_to_be_had_is_refused_with_a_reason(string body, HttpStatusCode status)
    {
        using var anna = await shared.Engine.CreateClientAsync("lease-anna-refused");
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        using var answer = await anna.PostAsync(new Uri(Leases, UriKind.Relative), content, Token);

        Assert.Equal(status, answer.StatusCode);
        Assert.False(string.IsNullOrEmpty((await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).Text("detail")));
    }

    [Fact]
    public async Task The_sweep_of_the_engine_ends_what_has_expired()
    {
        using var anna = await shared.Engine.CreateClientAsync("lease-anna-expired");
        var opened = await anna.PostJsonAsync(Leases, new { profile = "read-only" }, HttpStatusCode.Created);
        await using (var admin = NpgsqlDataSource.Create(shared.Engine.AdminConnectionString))
        {
            await using var expire = admin.CreateCommand($"UPDATE devflow.leases SET expires_at = now() WHERE id = '{opened.GetProperty("lease").Text("id")}'");
            await expire.ExecuteNonQueryAsync(Token);
        }

        while ((await anna.GetJsonAsync(Leases)).EnumerateArray().Any())
            await Task.Delay(50, Token);

        Assert.Equal("expired", (await anna.GetJsonAsync($"{Leases}?ended=true")).EnumerateArray().Single().Text("reason"));
        await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(Connect(opened), "SELECT 1"));
    }

    internal static string Connect(JsonElement opened) =>
        $"Host=localhost;Port={opened.GetProperty("port")};Database={opened.Text("database")};Username={opened.Text("user")};Password={opened.Text("password")};Pooling=false";

    internal static async Task ExecuteAsync(string connect, string sql)
    {
        await using var connection = new NpgsqlConnection(connect);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    private async Task<List<string>> FilesAsync()
    {
        List<string> files = [];
        foreach (var path in Directory.EnumerateFiles(Path.Combine(shared.Engine.Folder, "logs"), "*.jsonl", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            files.Add(await reader.ReadToEndAsync(Token));
        }

        return files;
    }

    private async Task<string> RowsAsync()
    {
        await using var admin = NpgsqlDataSource.Create(shared.Engine.AdminConnectionString);
        await using var command = admin.CreateCommand("""
            SELECT string_agg(t, E'\n') FROM (SELECT l::text FROM devflow.leases l UNION ALL SELECT a::text FROM devflow.audit_records a UNION ALL SELECT rolpassword FROM pg_authid) r(t)
            """);
        return (string)(await command.ExecuteScalarAsync(Token))!;
    }
}
