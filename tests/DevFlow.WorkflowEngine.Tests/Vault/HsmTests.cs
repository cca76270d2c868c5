using DevFlow.Secrets;
using DevFlow.WorkflowEngine.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.WorkflowEngine.Tests.Vault;

/// <summary>An engine whose key lies in an HSM.</summary>
public sealed class HsmTests(EngineServer server, SoftHsm hsm) : IClassFixture<SoftHsm>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_vault_moves_into_the_hsm_while_the_engine_runs_and_a_wrong_pin_is_tried_once()
    {
        Assert.NotNull(hsm);
        await using var engine = await Engine.StartAsync(server);
        var vault = await EngineVault.OfAsync(engine);
        await vault.WriteAsync(5);

        Write(engine, "wrong-pin-canary");
        var report = await EngineVault.HealthAsync(engine, "refuses the PIN in VAULT_PKCS11_PIN");
        var holder = engine.Services.GetRequiredService<HsmKey>();
        var one = await Assert.ThrowsAsync<VaultException>(() => holder.FindAsync(Cancel));
        var two = await Assert.ThrowsAsync<VaultException>(() => holder.FindAsync(Cancel));

        // The fault of the one try, told again.
        Assert.Same(one.InnerException, two.InnerException);
        Assert.DoesNotContain("canary", report, StringComparison.Ordinal);
        Assert.Equal("local active 5", await vault.KeysAsync());

        Write(engine, SoftHsm.Pin);
        while (await vault.KeysAsync() is not "local retired 0, pkcs11 active 5")
            await Task.Delay(50, Cancel);
        await engine.HealthyAsync();
        await vault.AssertAllOpenAsync(5);
    }

    [Fact]
    public async Task What_is_missing_beside_the_library_is_said_at_once()
    {
        await using var engine = await Engine.StartUnawaitedAsync(server, $"VAULT_PKCS11_LIBRARY={SoftHsm.Library}");

        await EngineVault.HealthAsync(engine, "VAULT_PKCS11_LIBRARY is set, and so must be VAULT_PKCS11_TOKEN and VAULT_PKCS11_PIN.");
    }

    private static void Write(Engine engine, string pin) => File.AppendAllText(Path.Combine(engine.Folder, ".env"), $"""

        VAULT_PKCS11_LIBRARY={SoftHsm.Library}
        VAULT_PKCS11_TOKEN={SoftHsm.Token}
        VAULT_PKCS11_CREATE_KEY=true
        VAULT_PKCS11_PIN={pin}

        """);
}
