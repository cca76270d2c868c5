using DevFlow.Secrets;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Audit;

/// <summary>What a service puts on record reaches the engine's database, whatever was away meanwhile.</summary>
public sealed class AuditShippingTests(EngineServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_service_writes_while_the_engine_is_away_and_before_it_was_started_again_arrives_once_and_in_order()
    {
        await using var engine = await Engine.StartAsync(server, configuration: Service.Known);
        await using var gate = new Gate(engine.Address);
        gate.Close();
        var first = await Service.StartAsync(gate.Address, "JWT_SECRET=jwt-secret-of-this-service");
        for (var i = 0; i < 10; i++)
            await first.ReadAsync($"KEY_{i}");
        await first.StopAsync();
        gate.Open();

        await using var second = await Service.StartAsync(gate.Address, "JWT_SECRET=jwt-secret-of-this-service", first.Folder);
        await second.ReadAsync("SESSION_SECRET");
        await ArrivedAsync(engine, second, "SESSION_SECRET");
        gate.Close();
        await second.ReadAsync("LATER");
        gate.Open();
        await ArrivedAsync(engine, second, "LATER");
    }

    [Fact]
    public async Task An_engine_that_is_killed_again_and_again_while_batches_come_loses_no_record_and_has_none_twice()
    {
        await using var before = await Engine.StartAsync(server, configuration: Service.Known);
        await before.StopAsync();
        using var engine = new EngineProcess(before);
        engine.Start();
        var folder = Directory.CreateTempSubdirectory("devflow-service-").FullName;
        await using var service = await Service.StartAsync(engine.Address, folder: folder);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writing = WriteAsync(service, stop.Token);
        for (var round = 0; round < Soak.Times(inEveryRun: 2, inFull: 20); round++)
        {
            var taken = await CountAsync(before);
            while (await CountAsync(before) <= taken)
                await Task.Delay(20, Token);
            await engine.KillAsync();
            engine.Start();
        }

        await stop.CancelAsync();
        await writing;
        // Two chains of the service, and the engine's own, which was torn off with it each time.
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "logs", "audit"), "*.jsonl").Concat(Directory.GetFiles(Path.Combine(before.Folder, "logs", "audit"), "*.jsonl")))
        {
            var written = (await File.ReadAllLinesAsync(file, Token)).Where(line => line.EndsWith("\"}", StringComparison.Ordinal)).ToArray();
            while ((await AuditFiles.TakenAsync(before.AdminConnectionString, file)).Length < written.Length)
                await Task.Delay(50, Token);
            Assert.Equal(written, (await AuditFiles.TakenAsync(before.AdminConnectionString, file)).Take(written.Length));
        }
    }

    [Fact]
    public async Task No_value_is_in_what_was_sent()
    {
        const string Canary = "c4n4ry-value-of-the-audit";
        await using var engine = await Engine.StartAsync(server, configuration: Service.Known);
        await using var service = await Service.StartAsync(engine.Address, $"JWT_SECRET={Canary}");
        Assert.Equal(Canary, await service.ReadAsync("JWT_SECRET"));

        await ArrivedAsync(engine, service, "JWT_SECRET");

        var lines = await AuditFiles.TakenAsync(engine.AdminConnectionString, FileOf(service));
        Assert.All(lines, line => Assert.DoesNotContain("c4n4ry", line, StringComparison.OrdinalIgnoreCase));
        Assert.All(lines, line => Assert.DoesNotContain(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Canary)), line, StringComparison.Ordinal));
    }

    // A second process of the service's name, as it were: its chain is another, and the service sends it too.
    private static async Task WriteAsync(Service service, CancellationToken stop)
    {
        await using var audit = new SecretAudit(new() { Folder = Path.Combine(service.Folder, "logs", "audit"), Service = "mcp-gateway" });
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            await audit.RecordAsync(AuditFiles.Access($"KEY_{i}"), Token);
            // Enough for a batch at any moment; more would only have to be waited for at the end.
            await Task.Delay(1, Token);
        }
    }

    private static async Task<long> CountAsync(Engine engine)
    {
        await using var admin = new NpgsqlConnection(engine.AdminConnectionString);
        await admin.OpenAsync(Token);
        await using var count = new NpgsqlCommand("SELECT count(*) FROM devflow.audit_records WHERE service = 'mcp-gateway'", admin);
        return (long)(await count.ExecuteScalarAsync(Token))!;
    }

    private static async Task ArrivedAsync(Engine engine, Service service, string key)
    {
        while (true)
        {
            var taken = await AuditFiles.TakenAsync(engine.AdminConnectionString, FileOf(service));
            var written = await File.ReadAllLinesAsync(FileOf(service), Token);
            // More may be written and taken at any moment: what was taken is a beginning of the file, and has the record.
            Assert.Equal(written.Take(taken.Length), taken.Take(written.Length));
            if (taken.Any(line => line.Contains($"\"key\":\"{key}\"", StringComparison.Ordinal)))
                return;
            await Task.Delay(50, Token);
        }
    }

    private static string FileOf(Service service) => Directory.GetFiles(Path.Combine(service.Folder, "logs", "audit"), "mcp-gateway.*.jsonl").Single();
}
