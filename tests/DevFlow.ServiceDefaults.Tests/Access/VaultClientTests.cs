using DevFlow.Secrets;

namespace DevFlow.ServiceDefaults.Tests.Access;

/// <summary>Whom a service shows itself as, when it asks for secrets of projects and people.</summary>
public sealed class VaultClientTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_the_vault_is_here_a_service_calls_as_itself()
    {
        await using var engine = await FakeEngine.StartAsync();
        await using var service = await CallingService.StartAsync(engine.Address, FakeEngine.Key, TimeProvider.System);

        // What this engine answers is no list; that it was asked, and by whom, is what counts here.
        await Assert.ThrowsAsync<VaultException>(() => service.Get<IProjectSecrets>().ListAsync("web", "staging", Cancel));
        await Assert.ThrowsAsync<VaultException>(() => service.Get<IUserSecrets>().ListAsync(Cancel));

        Assert.Equal(["Bearer token-1", "Bearer token-1"], engine.Shown);
    }

    [Theory]
    [InlineData("saas")]
    [InlineData("hybrid")]
    public async Task Where_it_is_hosted_the_key_says_whose_it_is(string mode)
    {
        await using var hosted = await FakeEngine.StartAsync();
        await using var service = await CallingService.StartAsync(
            "http://localhost:1", key: null, TimeProvider.System, $"DEVFLOW_MODE={mode}\nDEVFLOW_API_URL={hosted.Address}\nDEVFLOW_API_KEY=dfk_key-of-a-person");

        await Assert.ThrowsAsync<VaultException>(() => service.Get<IProjectSecrets>().ListAsync("web", "staging", Cancel));
        await Assert.ThrowsAsync<VaultException>(() => service.Get<IUserSecrets>().ListAsync(Cancel));

        Assert.Equal(["Bearer dfk_key-of-a-person", "Bearer dfk_key-of-a-person"], hosted.Shown);
    }

    [Fact]
    public async Task An_engine_that_is_gone_is_said_to_be_gone()
    {
        await using var service = await CallingService.StartAsync("http://localhost:1", FakeEngine.Key, TimeProvider.System);

        var fault = await Assert.ThrowsAsync<VaultException>(() => service.Get<IProjectSecrets>().TryReadAsync("web", "staging", "KEY", Cancel));

        Assert.Equal(VaultError.Unavailable, fault.Error);
    }
}
