using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace DevFlow.Cli.Tests;

/// <summary>
/// Answers in the place of a Workflow Engine, line by line: <c>METHOD PATH STATUS BODY</c>. Of several lines with one method and path each answers once, the
/// last one from then on; without a status the connection is cut. Who shows another key than that of the shell is not let in.
/// </summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    public const string Key = "dfk_of-the-tests-0123456789";

    private readonly Dictionary<string, Queue<string[]>> _answers = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly List<string> _calls = [];
    private WebApplication? _app;

    /// <summary>Host and port; before it is started a text that is nowhere.</summary>
    public string Authority => _app is null ? "\0" : new Uri(_app.Urls.Single()).Authority;

    /// <summary>Every call, as method, path and body.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_gate)
                return [.. _calls];
        }
    }

    /// <summary>What a GET of a path answers that is a text, in the place of a line.</summary>
    public Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    /// <summary>What calls that may be made again were called.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<string> IdempotencyKeys { get; } = [];

    /// <param name="answers">The lines.</param>
    /// <param name="shell">Whose commands call it.</param>
    public async Task StartAsync(string answers, Shell shell)
    {
        _answers.Clear();
        foreach (var line in answers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 4)))
        {
            if (!_answers.TryGetValue($"{line[0]} {line[1]}", out var queue))
                _answers[$"{line[0]} {line[1]}"] = queue = new();
            queue.Enqueue(line);
        }

        if (_app is not null)
            return;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        shell.Set("DEVFLOW_API_URL", _app.Urls.Single());
        shell.Set("DEVFLOW_API_KEY", Key);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        var call = $"{context.Request.Method} {context.Request.GetEncodedPathAndQuery()}";
        var text = await body.ReadToEndAsync();
        if (context.Request.Headers.Authorization.ToString() != (context.Request.Path.Value!.EndsWith("/open", StringComparison.Ordinal) ? "" : $"Bearer {Key}"))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (context.Request.Headers["Idempotency-Key"] is [{ } key])
            IdempotencyKeys.Enqueue(key);
        if (Texts.TryGetValue(context.Request.Path, out var said))
        {
            context.Response.ContentType = "text/markdown; charset=utf-8";
            await context.Response.WriteAsync(said);
            return;
        }

        string[]? answer;
        lock (_gate)
        {
            _calls.Add($"{call} {text}".TrimEnd());
            answer = _answers.GetValueOrDefault(call) is { } queue ? queue.Count > 1 ? queue.Dequeue() : queue.Peek() : [.. call.Split(' '), "404"];
        }

        if (answer is not [_, _, var status, ..])
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = int.Parse(status, System.Globalization.CultureInfo.InvariantCulture);
        if (answer is not [_, _, _, var json])
            return;
        context.Response.ContentType = context.Response.StatusCode >= 400 ? "application/problem+json" : "application/json";
        await context.Response.WriteAsync(json);
    }
}
