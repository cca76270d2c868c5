using DevFlow.ConnectEmulator;
using DevFlow.Secrets.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.WorkflowEngine.Tests.Rotation;

/// <summary>A value that a rotation puts in force reaches every service that has a copy of the one before.</summary>
public sealed class RotationHeardTests(EngineServer server)
{
    private const string Key = "SESSION_SECRET";

    private static readonly VaultIdentity _work = VaultIdentity.Maintenance("rotation");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_service_that_has_a_copy_reads_the_new_value_of_a_rotation_in_1Password()
    {
        await using var connect = await ConnectEmulatorServer.StartAsync(
            new()
            {
                Token = "token-of-the-tests-0815",
                Quiet = true,
                VaultsYaml = """
                    vaults:
                      - name: DevFlow
                        items:
                          - title: Security
                            fields:
                              - { label: session_secret, value: first-session-secret-0123456789abcdef }
                    """,
            },
            Cancel);
        var env = $"OP_CONNECT_URL={connect.Address}\nOP_CONNECT_TOKEN=token-of-the-tests-0815";
        await using var engine = await Engine.StartAsync(server, env, Service.Known);
        await using var first = await Service.StartAsync(engine.Address, env);
        await using var second = await Service.StartAsync(engine.Address, env);
        await using var third = await Service.StartAsync(engine.Address, env);
        Service[] services = [first, second, third];
        var (runs, runner) = (engine.Services.GetRequiredService<RotationRuns>(), engine.Services.GetRequiredService<RotationRunner>());
        var heard = new List<double>();

        for (var round = 0; round < Soak.Times(inEveryRun: 2, inFull: 40); round++)
        {
            var before = connect.FindItem("DevFlow", "Security")!.Fields.Single(field => field.Label is "session_secret").Value;
            foreach (var service in services)
                Assert.Equal(before, await service.ReadAsync(Key));
            var run = await runs.StartAsync(_work, Key, RotationReasons.Demand, rotator: null, Cancel);
            var following = services.Select(service => UntilOtherAsync(service, before)).ToList();
            await runner.RunAsync(run.Id, Cancel);
            var values = await Task.WhenAll(following);
            while ((run = (await runs.FindAsync(_work, run.Id, Cancel))!).State is not RotationStates.Overlap)
                await Task.Delay(20, Cancel);

            Assert.All(values, value => Assert.Equal(connect.FindItem("DevFlow", "Security")!.Fields.Single(field => field.Label is "session_secret").Value, value.Value));
            heard.AddRange(values.Select(value => (value.At - run.ChangedAt).TotalMilliseconds));
            await runner.RetireAsync(_work, run.Id, Cancel);
            while ((await runs.FindAsync(_work, run.Id, Cancel))!.IsLive)
                await Task.Delay(20, Cancel);
        }

        heard.Sort();
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{heard.Count} readings, from the rotation's commit: median {heard[heard.Count / 2]:0} ms, p95 {heard[(int)(heard.Count * 0.95)]:0} ms, most {heard[^1]:0} ms");
    }

    private static async Task<(string? Value, DateTimeOffset At)> UntilOtherAsync(Service service, string? before)
    {
        while (true)
        {
            if (await service.ReadAsync(Key) is { } value && value != before)
                return (value, TimeProvider.System.GetUtcNow());
            await Task.Delay(5, Cancel);
        }
    }
}
