using System.Net;
using DevFlow.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Projects;

public sealed class ProjectsApiTests(EngineServer server)
{
    private const string Secret = "/api/v1/projects/shop/production/secrets/STRIPE_API_KEY";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_project_is_made_shared_used_and_deleted()
    {
        await using var engine = await Engine.StartAsync(server);
        using var anna = await engine.CreateClientAsync("anna");
        using var bert = await engine.CreateClientAsync("bert");
        using var gateway = await engine.CreateServiceClientAsync("mcp-gateway");

        var (created, project) = await anna.ExchangeAsync(HttpMethod.Post, "/api/v1/projects", new { name = "shop" });
        Assert.Equal((HttpStatusCode.Created, "shop", "admin"), (created, (string?)project!["name"], (string?)project["role"]));
        Assert.Equal(HttpStatusCode.NotFound, (await bert.ReadAsync("/api/v1/projects/shop")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bert.ReadAsync(Secret)).Status);

        Assert.Equal(1, (int?)(await anna.WriteAsync(Secret, new { value = "stripe-value", expectedVersion = 0 })).Body!["version"]);
        Assert.Equal(HttpStatusCode.OK, (await anna.WriteAsync("/api/v1/projects/shop/members/bert", new { role = "viewer" })).Status);
        Assert.Equal(HttpStatusCode.OK, (await anna.WriteAsync("/api/v1/projects/shop/members/service:mcp-gateway", new { role = "viewer" })).Status);
        foreach (var reader in new[] { bert, gateway })
        {
            var (_, read) = await reader.ReadAsync(Secret);
            Assert.Equal(
                ("STRIPE_API_KEY", 1, "stripe-value", "vault"),
                ((string?)read!["name"], (int?)read["version"], (string?)read["value"], (string?)read["source"]));
            Assert.Equal(HttpStatusCode.Forbidden, (await reader.WriteAsync(Secret, new { value = "other-value" })).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await reader.WriteAsync("/api/v1/projects/shop/members/bert", new { role = "admin" })).Status);
        }

        var (_, listed) = await bert.ReadAsync("/api/v1/projects/shop/production/secrets");
        Assert.Equal(("STRIPE_API_KEY", "vault", 1), ((string?)listed![0]!["key"], (string?)listed[0]!["source"], (int?)listed[0]!["version"]));
        Assert.Equal(1, (int?)(await bert.ReadAsync($"{Secret}/versions")).Body![0]!["version"]);
        var (_, explanation) = await bert.ReadAsync($"{Secret}/explanation");
        Assert.Equal("vault", (string?)explanation!["winner"]);
        Assert.Equal(["1password", ".env", "vault"], explanation["steps"]!.AsArray().Select(step => (string?)step!["source"]));
        Assert.DoesNotContain("stripe-value", explanation.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(3, (await bert.ReadAsync("/api/v1/projects/shop/members")).Body!.AsArray().Count);

        Assert.Equal(HttpStatusCode.NoContent, (await anna.DropAsync("/api/v1/projects/shop/members/bert")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bert.ReadAsync(Secret)).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await anna.DropAsync("/api/v1/projects/shop/members/anna")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.DropAsync(Secret)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.ReadAsync(Secret)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await anna.DropAsync("/api/v1/projects/shop")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.DropAsync("/api/v1/projects/shop?confirm=shop")).Status);
        Assert.Empty((await anna.ReadAsync("/api/v1/projects")).Body!.AsArray());
    }

    [Fact]
    public async Task What_a_read_hands_out_is_masked_while_it_is_on_its_way()
    {
        await using var engine = await Engine.StartAsync(server);
        using var anna = await engine.CreateClientAsync("anna");
        await anna.ExchangeAsync(HttpMethod.Post, "/api/v1/projects", new { name = "shop" });
        Directory.CreateDirectory(Path.Combine(engine.Folder, "projects/shop"));
        await File.WriteAllTextAsync(Path.Combine(engine.Folder, "projects/shop/.env"), "STRIPE_API_KEY=c4n4ry-of-a-file\n", Token);

        Assert.Equal("c4n4ry-of-a-file", (string?)(await anna.ReadAsync(Secret)).Body!["value"]);

        // For half a minute more, for what is logged last.
        Assert.Equal("***", engine.Services.GetRequiredService<SecretScrubber>().Scrub("c4n4ry-of-a-file"));
    }

    [Fact]
    public async Task An_address_that_could_be_read_as_another_projects_leads_nowhere()
    {
        string[] names =
        [
            "..%2Fblog",
            "%2e%2e%2fblog",
            "..%5Cblog",
            "BLOG",
            "bl%D0%BEg",
            "blog%20",
            "blog%09",
            "blog'--",
            "%2e%2e%252fblog",
        ];
        await using var engine = await Engine.StartAsync(server);
        using var anna = await engine.CreateClientAsync("anna");
        using var bert = await engine.CreateClientAsync("bert");
        await anna.ExchangeAsync(HttpMethod.Post, "/api/v1/projects", new { name = "shop" });
        await bert.ExchangeAsync(HttpMethod.Post, "/api/v1/projects", new { name = "blog" });
        await bert.WriteAsync("/api/v1/projects/blog/production/secrets/KEY", new { value = "c4n4ry-of-the-blog" });

        foreach (var name in names)
        {
            foreach (var path in new[] { $"/api/v1/projects/{name}", $"/api/v1/projects/{name}/production/secrets/KEY", $"/api/v1/projects/shop/{name}/secrets/KEY" })
            {
                var (status, body) = await anna.ReadAsync(path);
                Assert.True(status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound, $"{path}: {status}");
                Assert.DoesNotContain("c4n4ry", body?.ToJsonString() ?? "", StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_path_that_climbs_to_another_project_is_that_projects_and_is_not_there()
    {
        await using var engine = await Engine.StartAsync(server);
        using var anna = await engine.CreateClientAsync("anna");
        using var bert = await engine.CreateClientAsync("bert");
        await anna.ExchangeAsync(HttpMethod.Post, "/api/v1/projects", new { name = "shop" });
        await bert.ExchangeAsync(HttpMethod.Post, "/api/v1/projects", new { name = "blog" });
        await bert.WriteAsync("/api/v1/projects/blog/production/secrets/KEY", new { value = "c4n4ry-of-the-blog" });

        // As it goes over the wire: a client would resolve the dots itself.
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(engine.Address.Host, engine.Address.Port, Token);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(
            System.Text.Encoding.ASCII.GetBytes(
                $"GET /api/v1/projects/shop/../blog/production/secrets/KEY HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: {anna.DefaultRequestHeaders.Authorization}\r\n\r\n"),
            Token);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(Token);

        Assert.StartsWith("HTTP/1.1 404", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("c4n4ry", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_reads_its_files_and_what_is_wrong_in_them_is_said_with_its_place()
    {
        await using var engine = await Engine.StartAsync(server);
        using var anna = await engine.CreateClientAsync("anna");
        await anna.ExchangeAsync(HttpMethod.Post, "/api/v1/projects", new { name = "shop" });
        var folder = Directory.CreateDirectory(Path.Combine(engine.Folder, "projects", "shop")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, ".env.production"), "STRIPE_API_KEY=file-value\nOTHER=op://Blog/production/OTHER\n", Token);

        var (_, read) = await anna.ReadAsync(Secret);
        Assert.Equal(("file-value", ".env"), ((string?)read!["value"], (string?)read["source"]));
        var (status, problem) = await anna.ReadAsync("/api/v1/projects/shop/production/secrets/OTHER");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("projects/shop/.env.production:2", (string?)problem!["detail"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.ReadAsync("/api/v1/projects/shop/production/secrets/JWT_SECRET")).Status);
    }

    [Fact]
    public async Task While_the_database_is_away_that_is_said()
    {
        await using var engine = await Engine.StartAsync(server);
        using var anna = await engine.CreateClientAsync("anna");
        var name = new NpgsqlConnectionStringBuilder(engine.AdminConnectionString).Database;
        await using (var source = NpgsqlDataSource.Create(server.Postgres.AdminConnectionString))
        {
            await using var close = source.CreateCommand($"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
            await close.ExecuteNonQueryAsync(Token);
            await using var end = source.CreateCommand($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
            await end.ExecuteNonQueryAsync(Token);
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await anna.ReadAsync("/api/v1/me/secrets")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await anna.ReadAsync("/api/v1/projects")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await anna.ReadAsync(Secret)).Status);
    }
}
