using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DevFlow.ConnectEmulator.Tests;

/// <summary>What a client and the console get to see of what went wrong.</summary>
public sealed class ErrorTests
{
    [Fact]
    public async Task A_request_that_the_server_cannot_read_has_its_own_status()
    {
        var (status, message, log) = await RunAsync(new BadHttpRequestException("canary", StatusCodes.Status413PayloadTooLarge));

        Assert.Equal((413, "Invalid request"), (status, message));
        Assert.Empty(log);
    }

    [Fact]
    public async Task A_mistake_of_the_emulator_is_named_and_not_quoted()
    {
        var (status, message, log) = await RunAsync(new InvalidOperationException("canary"));

        Assert.Equal((500, "Something went wrong"), (status, message));
        Assert.Equal("GET /v1/vaults failed: InvalidOperationException", Assert.Single(log));
    }

    [Fact]
    public Task What_is_thrown_when_the_client_has_gone_is_nobodys_error() =>
        Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(new OperationCanceledException(), hasGone: true));

    private static async Task<(int Status, string Message, IReadOnlyList<string> Log)> RunAsync(Exception fault, bool hasGone = false)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext
        {
            RequestAborted = new CancellationToken(hasGone),
            Request = { Method = "GET", Path = "/v1/vaults" },
            Response = { Body = body },
        };
        var log = new ListLogger();

        await ErrorMiddleware.InvokeAsync(context, log, _ => throw fault);

        return (context.Response.StatusCode, (string)JsonNode.Parse(body.ToArray())!["message"]!, log.Lines);
    }

    private sealed class ListLogger : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{formatter(state, exception)}{exception}");
    }
}
