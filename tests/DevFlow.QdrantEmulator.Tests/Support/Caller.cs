using System.Text;

namespace DevFlow.QdrantEmulator.Tests;

/// <summary>An emulator in this process, and somebody who calls it.</summary>
internal sealed class Caller(Uri address, IAsyncDisposable? server = null) : IAsyncDisposable
{
    private readonly HttpClient _client = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    public Uri Address => address;

    /// <summary>Starts one.</summary>
    public static async Task<Caller> StartAsync(QdrantEmulatorOptions? options = null)
    {
        var server = await QdrantEmulatorServer.StartAsync(options ?? new QdrantEmulatorOptions { Quiet = true }, TestContext.Current.CancellationToken);
        return new Caller(server.Address, server);
    }

    /// <summary>Starts one with a collection `c` of two-dimensional vectors.</summary>
    public static async Task<Caller> StartWithCollectionAsync(string distance = "Dot", QdrantEmulatorOptions? options = null)
    {
        var caller = await StartAsync(options);
        await caller.CreateAsync("c", $$$"""{"vectors": {"size": 2, "distance": "{{{distance}}}"}}""");
        return caller;
    }

    public async Task CreateAsync(string name, string body) => (await SendAsync("PUT", $"/collections/{name}", body)).IsOk();

    /// <summary>Puts points into `c`, and waits.</summary>
    public async Task UpsertAsync(string points) => (await SendAsync("PUT", "/collections/c/points?wait=true", $$"""{"points": {{points}}}""")).IsOk();

    public Task<Reply> GetAsync(string path) => SendAsync("GET", path);

    public Task<Reply> PostAsync(string path, string body) => SendAsync("POST", path, body);

    public async Task<Reply> SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await SendAsync(request);
    }

    public async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Reply(answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (server is not null)
            await server.DisposeAsync();
    }
}
