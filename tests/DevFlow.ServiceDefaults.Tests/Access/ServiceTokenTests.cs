using System.Net;
using System.Net.Http.Json;

namespace DevFlow.ServiceDefaults.Tests.Access;

/// <summary>A service shows its token to the Workflow Engine, and to nobody else.</summary>
public sealed class ServiceTokenTests : IAsyncLifetime
{
    private readonly StillClock _time = new();
    private FakeEngine _engine = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _engine = await FakeEngine.StartAsync();

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Theory]
    [InlineData("https+http://workflow-engine/api/v1/secrets")]
    [InlineData("http://workflow-engine/api/v1/secrets")]
    public async Task A_call_to_the_engine_carries_a_token(string address)
    {
        await using var service = await ServiceAsync();

        using var answer = await service.Client.GetAsync(new Uri(address), Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["Bearer token-1"], _engine.Shown);
        Assert.Null(answer.RequestMessage!.Headers.Authorization);
    }

    [Fact]
    public async Task Nobody_else_is_shown_it()
    {
        await using var stranger = await FakeEngine.StartAsync();
        await using var service = await ServiceAsync();

        using var answer = await service.Client.GetAsync(new Uri($"{stranger.Address}/api/v1/secrets"), Cancel);

        Assert.Equal([""], stranger.Shown);
        Assert.Equal(0, _engine.Issued + stranger.Issued);
    }

    [Fact]
    public async Task Many_who_call_at_once_share_one_token()
    {
        await using var service = await ServiceAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => CallAsync(service)));

        Assert.Equal(1, _engine.Issued);
        Assert.Equal(50, _engine.Shown.Count(shown => shown == "Bearer token-1"));
    }

    [Fact]
    public async Task The_next_is_got_a_minute_before_the_one_has_run_out()
    {
        await using var service = await ServiceAsync();

        await CallAsync(service);
        _time.Advance(TimeSpan.FromSeconds(839));
        await CallAsync(service);
        _time.Advance(TimeSpan.FromSeconds(1));
        await CallAsync(service);

        Assert.Equal(["Bearer token-1", "Bearer token-1", "Bearer token-2"], _engine.Shown);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_replaced_and_the_call_made_again()
    {
        await using var service = await ServiceAsync();
        _engine.RefusedUpTo = 1;

        using var body = JsonContent.Create(new { a = 1 });
        using var answer = await service.Client.PostAsync(new Uri("http://workflow-engine/x"), body, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["Bearer token-1", "Bearer token-2"], _engine.Shown);
    }

    [Fact]
    public async Task Who_is_refused_twice_is_told_so()
    {
        await using var service = await ServiceAsync();
        _engine.RefusedUpTo = 100;

        using var answer = await service.Client.GetAsync(new Uri("http://workflow-engine/x"), Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(2, _engine.Shown.Count);
    }

    [Fact]
    public async Task A_credential_that_the_engine_does_not_know_is_shown_once_for_a_call_and_the_call_is_refused()
    {
        await using var service = await CallingService.StartAsync(_engine.Address, "another-key-0123456789", _time);

        using var answer = await service.Client.GetAsync(new Uri("http://workflow-engine/x"), Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(_engine.Shown);
    }

    [Fact]
    public async Task Without_a_credential_calls_go_as_they_are()
    {
        await using var service = await CallingService.StartAsync(_engine.Address, key: null, _time);

        using var answer = await service.Client.GetAsync(new Uri("http://workflow-engine/x"), Cancel);

        Assert.Equal([""], _engine.Shown);
    }

    private Task<CallingService> ServiceAsync() => CallingService.StartAsync(_engine.Address, FakeEngine.Key, _time);

    private static async Task CallAsync(CallingService service)
    {
        using var answer = await service.Client.GetAsync(new Uri("http://workflow-engine/x"), Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
