using System.Net.Http.Headers;
using System.Text;

namespace DevFlow.ConnectEmulator.Tests;

/// <summary>An emulator and somebody who calls it.</summary>
internal sealed class Caller(ConnectEmulatorServer server) : IAsyncDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(30) };

    public ConnectEmulatorServer Server => server;

    public static async Task<Caller> StartAsync(string yaml = Known.Yaml, Func<ConnectEmulatorOptions, ConnectEmulatorOptions>? with = null)
    {
        var options = new ConnectEmulatorOptions { VaultsYaml = yaml, Quiet = true, MaxInlineFileSizeKilobytes = 1, TimeProvider = new StoppedClock() };
        return new Caller(await ConnectEmulatorServer.StartAsync(with?.Invoke(options) ?? options, TestContext.Current.CancellationToken));
    }

    public Task<Reply> GetAsync(string path, string? token = "full-token") => SendAsync("GET", path, token: token);

    public async Task<Reply> SendAsync(string method, string path, string? body = null, string? token = "full-token")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        var message = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Reply(message.StatusCode, await message.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), message);
    }

    /// <summary>Sends a request as it is, whatever the client would make of it.</summary>
    public async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        var message = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Reply(message.StatusCode, await message.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), message);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await server.DisposeAsync();
    }
}
