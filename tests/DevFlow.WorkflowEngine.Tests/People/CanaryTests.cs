using System.Net;

namespace DevFlow.WorkflowEngine.Tests.People;

public sealed class CanaryTests(EngineServer server)
{
    [Fact]
    public async Task No_value_of_a_person_or_project_is_in_a_log_a_span_an_error_or_a_file()
    {
        const string Value = "c4n4ry/of+a=value";
        var engine = await Engine.StartAsync(server, "LOG_LEVEL=DEBUG");
        using var overheard = new Overheard(engine);
        var files = new List<string>();
        await using (engine)
        {
            using var anna = await engine.CreateClientAsync("anna");
            using var bert = await engine.CreateClientAsync("bert");
            await anna.ExchangeAsync(HttpMethod.Post, "/api/v1/projects", new { name = "shop" });
            foreach (var path in new[] { "/api/v1/me/secrets/token", "/api/v1/projects/shop/production/secrets/KEY" })
            {
                Assert.Equal(HttpStatusCode.OK, (await anna.WriteAsync(path, new { value = Value })).Status);
                Assert.Equal(Value, (string?)(await anna.ReadAsync(path)).Body!["value"]);
                Assert.DoesNotContain("c4n4ry", (await anna.ReadAsync($"{path}/versions")).Body!.ToJsonString(), StringComparison.Ordinal);
                foreach (var wrong in new object[] { new { value = Value, expectedVersion = 7 }, new { value = Value, expectedVersion = "one" }, new { value = Value, expiresAt = Value } })
                {
                    var (status, problem) = await anna.WriteAsync(path, wrong);
                    Assert.True((int)status is >= 400 and < 500, $"{status}");
                    Assert.DoesNotContain("c4n4ry", problem?.ToJsonString() ?? "", StringComparison.Ordinal);
                }

                await bert.ReadAsync(path);
                Assert.Equal(HttpStatusCode.NoContent, (await anna.DropAsync(path)).Status);
            }

            files.AddRange(Directory.EnumerateFiles(engine.Folder, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)).Select(ReadShared));
        }

        Assert.NotEqual(0, overheard.Count);
        Assert.Empty(overheard.With(Value));
        Assert.DoesNotContain(files, text => text.Contains("c4n4ry", StringComparison.Ordinal));
    }

    private static string ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
