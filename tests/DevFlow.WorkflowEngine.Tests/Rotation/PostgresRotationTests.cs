using Dapper;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DevFlow.WorkflowEngine.Tests.Rotation;

/// <summary>The engine's own login to its database is replaced while it works.</summary>
public sealed class PostgresRotationTests(EngineServer server)
{
    private const string Key = "DATABASE_URL";

    private static readonly VaultIdentity _work = VaultIdentity.Maintenance("rotation");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_login_is_replaced_under_200_queries_a_second_without_one_that_fails_and_no_password_comes_out()
    {
        await using var engine = await Engine.StartAsync(server, "DATABASE_URL={database}\nLOG_LEVEL=DEBUG");
        await using var admin = NpgsqlDataSource.Create(engine.AdminConnectionString);
        using var said = new Overheard(engine);
        await admin.ExecuteAsync($"ALTER DATABASE {new NpgsqlConnectionStringBuilder(engine.AdminConnectionString).Database} SET log_statement = 'all'");
        var vault = engine.Services.GetRequiredService<VaultDatabase>();
        var runner = engine.Services.GetRequiredService<RotationRunner>();
        var runs = engine.Services.GetRequiredService<RotationRuns>();
        var secrets = await EngineVault.OfAsync(engine);
        await secrets.WriteAsync(1);
        var first = LoginOf(engine);
        var values = new List<string> { await UrlAsync() };
        var logins = new List<string>();
        var ended = new List<string>();

        await using (var traffic = new Traffic(200, () => secrets.AssertAllOpenAsync(1)))
        {
            await traffic.FlowAsync(50);
            for (var turn = 0; turn < Soak.Times(2, 30); turn++)
            {
                var run = await runs.StartAsync(_work, Key, RotationReasons.Demand, rotator: null, Cancel);
                await runner.RunAsync(run.Id, Cancel);
                var overlap = await UntilAsync(run.Id, RotationStates.Overlap);
                values.Add(await UrlAsync());
                await traffic.FlowAsync(60);
                logins.Add(await vault.RunAsync(_work, (connection, _) => connection.ExecuteScalarAsync<string>("SELECT session_user"), Cancel) ?? "");
                // The second is taken back, the others end.
                ended.Add(await EndAsync(overlap.Id, turn % 3 == 1 ? runner.RollBackAsync : runner.RetireAsync));
                // Nobody is left in the one that was retired. Going back leaves sessions to those who go back: the next turn ends them.
                if (turn % 3 != 1)
                    Assert.Equal(0, await admin.CountAsync($"SELECT count(*) FROM pg_stat_activity a JOIN pg_roles r ON r.rolname = a.usename WHERE r.rolname LIKE '{first}%' AND NOT r.rolcanlogin"));
                await traffic.FlowAsync(60);
            }

            TestContext.Current.TestOutputHelper!.WriteLine($"{ended.Count} rotations: {traffic.Figures}");
            Assert.Empty(traffic.Failures.Select(fault => $"{fault}"));
        }

        Assert.Equal([$"{first}_b", first], logins[..2]);
        Assert.Equal([RotationStates.Finished, RotationStates.RolledBack], ended[..2]);
        // One of the two lets somebody in.
        Assert.Equal(1, await admin.CountAsync($"SELECT count(*) FROM pg_authid WHERE rolname LIKE '{first}%' AND rolcanlogin AND rolpassword IS NOT NULL"));

        // With all statements in the server's log: what proves the log comes out, and no password.
        await admin.ExecuteAsync("SELECT 'this is said by the one who tests'");
        while (!(await LogAsync()).Contains("this is said by the one who tests", StringComparison.Ordinal))
            await Task.Delay(50, Cancel);
        var log = await LogAsync();
        Assert.Contains("open_other_login", log, StringComparison.Ordinal);
        Assert.NotEmpty(said.With($"rotation of {Key}"));
        foreach (var password in values.Select(url => DatabaseUrl.TryParse(url, out var parsed, out _) ? parsed.RevealPassword()! : url))
        {
            Assert.DoesNotContain(password, log, StringComparison.Ordinal);
            Assert.Empty(said.With(password));
        }

        async Task<RotationRun> UntilAsync(Guid run, string state)
        {
            while (true)
            {
                var there = await runs.FindAsync(_work, run, Cancel);
                Assert.True(there!.IsLive, there.Problem);
                if (there.State == state)
                    return there;
                await Task.Delay(20, Cancel);
            }
        }

        // The engine may do a step of it before this does; and a session that is at work for long is waited for anew.
        async Task<string> EndAsync(Guid run, Func<VaultIdentity, Guid, CancellationToken, Task<RotationRun>> turn)
        {
            var there = await turn(_work, run, Cancel);
            while (there.IsLive)
            {
                await Task.Delay(20, Cancel);
                there = there.Attempts > 0 ? await turn(_work, run, Cancel) : (await runs.FindAsync(_work, run, Cancel))!;
            }

            return there.State;
        }

        async Task<string> UrlAsync() => (await engine.Services.GetRequiredService<ISecretResolver>().GetAsync(Key, cancellationToken: Cancel)).Reveal();

        async Task<string> LogAsync()
        {
            await using var file = new FileStream(server.Postgres.LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            return await reader.ReadToEndAsync(Cancel);
        }
    }

    private static string LoginOf(Engine engine) => DatabaseUrl.TryParse(engine.Configuration["ConnectionStrings:database"], out var url, out _) ? url.User! : "";
}
