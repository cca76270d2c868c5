using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.WorkflowEngine.Tests.Vault;

/// <summary>A change of SECRET_ENCRYPTION_KEY, as an operator makes it in .env under a running engine.</summary>
public sealed class RewrapTests(EngineServer server)
{
    private const string First = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private const string Second = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVowMTIzNDU=";

    private static readonly VaultIdentity _work = VaultIdentity.Maintenance("rotation");
    private static readonly Uri _keys = new("/api/v1/vault/keys", UriKind.Relative);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_key_beside_the_old_one_wraps_everything_anew_while_the_engine_runs()
    {
        await using var engine = await Engine.StartAsync(server);
        using var admin = await engine.CreateClientAsync("root", isAdmin: true);
        var vault = await EngineVault.OfAsync(engine);
        await vault.WriteAsync(20);

        EngineVault.Configure(engine, $"SECRET_ENCRYPTION_KEY={Second}\nSECRET_ENCRYPTION_KEY_PREVIOUS={First}");
        var states = await UntilAsync(admin, keys => keys.Count == 2 && keys[0].State == "retired");

        Assert.Equal([("retired", 0L), ("active", 20L)], states.Select(key => (key.State, key.DataKeys)));
        await vault.AssertAllOpenAsync(20);
    }

    [Fact]
    public async Task The_key_is_rotated_while_the_engine_runs_and_taken_back_and_everything_opens_all_the_while()
    {
        await using var engine = await Engine.StartAsync(server, "LOG_LEVEL=DEBUG");
        using var said = new Overheard(engine);
        using var admin = await engine.CreateClientAsync("root", isAdmin: true);
        var vault = await EngineVault.OfAsync(engine);
        await vault.WriteAsync(5);
        var runs = engine.Services.GetRequiredService<RotationRuns>();
        var runner = engine.Services.GetRequiredService<RotationRunner>();

        var back = await RotateAsync();
        Assert.Contains($"SECRET_ENCRYPTION_KEY_PREVIOUS={First},", await EnvAsync(), StringComparison.Ordinal);
        await UntilAsync(admin, keys => keys.Count == 2 && keys[1] is { State: "active", DataKeys: >= 5 });
        await vault.AssertAllOpenAsync(5);
        await runner.RollBackAsync(_work, back.Id, Cancel);
        Assert.Equal(RotationStates.RolledBack, await EndAsync(back.Id));
        await vault.AssertAllOpenAsync(5);
        Assert.Contains($"SECRET_ENCRYPTION_KEY={First}", await EnvAsync(), StringComparison.Ordinal);

        var run = await RotateAsync();
        await vault.WriteAsync(6);
        await runner.RetireAsync(_work, run.Id, Cancel);
        Assert.Equal(RotationStates.Finished, await EndAsync(run.Id));
        var states = await UntilAsync(admin, keys => keys.Count == 3);

        Assert.Equal(["retired", "retired", "active"], states.Select(key => key.State));
        Assert.Equal([0, 0], states.Take(2).Select(key => key.DataKeys));
        await vault.AssertAllOpenAsync(6);
        Assert.DoesNotContain("_PREVIOUS", await EnvAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(First, await EnvAsync(), StringComparison.Ordinal);
        var fresh = (await EnvAsync()).Split('\n').Single(line => line.StartsWith("SECRET_ENCRYPTION_KEY=", StringComparison.Ordinal)).Split('=', 2)[1].Trim('"', '\'');
        Assert.NotEmpty(said.With("rotation of SECRET_ENCRYPTION_KEY"));
        Assert.All([First, fresh], key => Assert.Empty(said.With(key)));

        async Task<RotationRun> RotateAsync()
        {
            var there = await runs.StartAsync(_work, "SECRET_ENCRYPTION_KEY", RotationReasons.Demand, rotator: null, Cancel);
            while (there.State is RotationStates.Running)
            {
                // The engine does steps too; whoever has the row does the next.
                await runner.RunAsync(there.Id, Cancel);
                await Task.Delay(20, Cancel);
                there = (await runs.FindAsync(_work, there.Id, Cancel))!;
            }

            Assert.True(there.State is RotationStates.Overlap, $"{there.State}: {there.Problem}");
            return there;
        }

        // The engine may have taken the step before this did.
        async Task<string> EndAsync(Guid id)
        {
            RotationRun there;
            while ((there = (await runs.FindAsync(_work, id, Cancel))!).IsLive)
                await Task.Delay(20, Cancel);
            return there.State;
        }

        Task<string> EnvAsync() => File.ReadAllTextAsync(Path.Combine(engine.Folder, ".env"), Cancel);
    }

    [Fact]
    public async Task It_can_be_asked_for_by_an_administrator_alone_and_answers_with_no_key()
    {
        await using var engine = await Engine.StartAsync(server);
        using var admin = await engine.CreateClientAsync("root", isAdmin: true);
        using var member = await engine.CreateClientAsync("anna");
        using var nobody = engine.CreateAnonymousClient();
        var rewrap = new Uri($"{_keys}/rewrap", UriKind.Relative);

        using var accepted = await admin.PostAsync(rewrap, content: null, Cancel);
        using var forbidden = await member.PostAsync(rewrap, content: null, Cancel);
        using var unknown = await nobody.PostAsync(rewrap, content: null, Cancel);
        var text = await admin.GetStringAsync(_keys, Cancel);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized), (accepted.StatusCode, forbidden.StatusCode, unknown.StatusCode));
        Assert.Equal(HttpStatusCode.Forbidden, (await member.GetAsync(_keys, Cancel)).StatusCode);
        Assert.DoesNotContain(First, text, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<VaultKeyRow>> UntilAsync(HttpClient admin, Func<IReadOnlyList<VaultKeyRow>, bool> isSo)
    {
        while (true)
        {
            var document = (await admin.GetFromJsonAsync<VaultKeysDocument>(_keys, JsonSerializerOptions.Web, Cancel))!;
            if (isSo(document.Keys))
                return document.Keys;
            await Task.Delay(50, Cancel);
        }
    }
}
