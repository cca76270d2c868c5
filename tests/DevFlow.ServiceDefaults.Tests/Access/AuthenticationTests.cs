using System.Net;

namespace DevFlow.ServiceDefaults.Tests.Access;

/// <summary>A service lets in whom the Workflow Engine knows.</summary>
public sealed class AuthenticationTests : IAsyncLifetime
{
    private readonly StillClock _time = new();
    private FakeEngine _engine = null!;
    private CallingService _service = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _engine = await FakeEngine.StartAsync();
        _service = await CallingService.StartAsync(_engine.Address, FakeEngine.Key, _time);
        _engine.Answer = token => token == "annas" ? Anna(TimeSpan.FromMinutes(15)) : new { active = false };
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task Whose_token_it_is_is_asked_once_a_minute()
    {
        Assert.Equal((HttpStatusCode.OK, "user:anna member"), await CallAsync("annas"));
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal((HttpStatusCode.OK, "user:anna member"), await CallAsync("annas"));
        Assert.Equal(1, _engine.Introspected);

        _time.Advance(TimeSpan.FromSeconds(1));
        await CallAsync("annas");
        Assert.Equal(2, _engine.Introspected);
    }

    [Fact]
    public async Task What_is_known_of_a_token_ends_with_it()
    {
        _engine.Answer = _ => Anna(TimeSpan.FromSeconds(20));
        await CallAsync("annas");
        _engine.Answer = _ => new { active = false };
        _time.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(HttpStatusCode.Unauthorized, (await CallAsync("annas")).Status);
    }

    [Fact]
    public async Task That_a_token_does_not_count_is_not_remembered_nor_is_one_without_an_end()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await CallAsync("bens")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await CallAsync("bens")).Status);
        Assert.Equal(2, _engine.Introspected);

        _engine.Answer = _ => new { active = true, sub = "user:ben", role = "member" };
        Assert.Equal((HttpStatusCode.OK, "user:ben member"), await CallAsync("bens"));
        Assert.Equal((HttpStatusCode.OK, "user:ben member"), await CallAsync("bens"));
        Assert.Equal(4, _engine.Introspected);
    }

    [Fact]
    public async Task While_the_engine_is_away_a_call_is_answered_503_and_not_called_wrong()
    {
        await _engine.StopAsync();

        var (status, text) = await CallAsync("annas");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("cannot be told", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await CallAsync(token: null)).Status);
        Assert.Equal(HttpStatusCode.OK, (await CallAsync("annas", "/open")).Status);
    }

    [Fact]
    public async Task An_engine_that_answers_nonsense_or_refuses_this_service_is_as_one_that_is_away()
    {
        _engine.Answer = _ => "nonsense";
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await CallAsync("annas")).Status);

        await using var unknown = await CallingService.StartAsync(_engine.Address, "another-key-0123456789", _time);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await CallAsync("annas", service: unknown)).Status);
    }

    [Theory]
    [InlineData("hybrid")]
    [InlineData("saas")]
    public async Task In_the_modes_that_are_partly_hosted_the_hosted_engine_is_asked(string mode)
    {
        await using var hosted = await FakeEngine.StartAsync();
        hosted.Answer = _ => Anna(TimeSpan.FromMinutes(15));
        await using var service = await CallingService.StartAsync(
            _engine.Address, FakeEngine.Key, _time, $"DEVFLOW_MODE={mode}\nDEVFLOW_API_URL={hosted.Address}\nDEVFLOW_API_KEY=dfk_0123456789");

        Assert.Equal((HttpStatusCode.OK, "user:anna member"), await CallAsync("annas", service: service));
        Assert.Equal((1, 0), (hosted.Introspected, _engine.Introspected));
    }

    private object Anna(TimeSpan time) => new { active = true, sub = "user:anna", role = "member", exp = (_time.GetUtcNow() + time).ToUnixTimeSeconds() };

    private async Task<(HttpStatusCode Status, string Text)> CallAsync(string? token, string path = "/who", CallingService? service = null)
    {
        using var client = new HttpClient { BaseAddress = (service ?? _service).Address };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
