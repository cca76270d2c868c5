using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.KnowledgeHub.Tests.Support;

/// <summary>A server that speaks as OpenAI's API does, with models that always say the same of the same: embeddings by their words, and answers that quote a passage.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    public const string Key = "sk-aosentry-canary-4711aBcDeF";

    private readonly WebApplication _app;

    private ModelServer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>All texts that were embedded.</summary>
    public ConcurrentQueue<string> Embedded { get; } = [];

    /// <summary>What the chat was told, message by message.</summary>
    public ConcurrentQueue<string> Told { get; } = [];

    /// <summary>The temperatures and models that were asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    public int Dimension { get; set; } = 256;

    /// <summary>The key that is let in.</summary>
    public string AcceptedKey { get; set; } = Key;

    /// <summary>Answers something else; null to answer as it should.</summary>
    public Func<HttpContext, Task>? Fault { get; set; }

    /// <summary>Happens before texts are embedded; null for nothing.</summary>
    public Func<Task>? Before { get; set; }

    /// <summary>Refuses a request that has a text with this in it, as too long.</summary>
    public string? Refused { get; set; }

    public static async Task<ModelServer> StartAsync(int port = 0)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddRouting();
        var app = builder.Build();
        var server = new ModelServer(app);
        app.Use(server.LetInAsync);
        app.UseRouting();
        app.MapPost("/v1/embeddings", server.EmbedAsync);
        app.MapPost("/v1/chat/completions", server.ChatAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        server.Address = new Uri(app.Urls.Single());
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task LetInAsync(HttpContext context, RequestDelegate next)
    {
        if (Fault is { } fault)
        {
            await fault(context);
            return;
        }

        if (context.Request.Headers.Authorization != $"Bearer {AcceptedKey}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await context.Response.WriteAsJsonAsync(new { error = new { message = $"Incorrect API key provided: {context.Request.Headers.Authorization}", type = "invalid_request_error" } }, context.RequestAborted);
            return;
        }

        await next(context);
    }

    private async Task EmbedAsync(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        if (Before is { } before)
            await before().WaitAsync(context.RequestAborted);
        string[] texts = body["input"] is JsonArray many ? [.. many.Select(text => (string)text!)] : [(string)body["input"]!];
        if (Refused is { } refused && texts.Any(text => text.Contains(refused, StringComparison.Ordinal)))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(new { error = new { message = $"too long: {texts[0]}" } }, context.RequestAborted);
            return;
        }

        foreach (var text in texts)
            Embedded.Enqueue(text);
        var isBase64 = (string?)body["encoding_format"] is "base64";
        await context.Response.WriteAsJsonAsync(
            new
            {
                @object = "list",
                model = (string)body["model"]!,
                data = texts.Select((text, index) => new { @object = "embedding", index, embedding = VectorOf(text, isBase64) }),
                usage = new { prompt_tokens = 1, total_tokens = 1 },
            },
            context.RequestAborted);
    }

    private object VectorOf(string text, bool isBase64)
    {
        var vector = BagOfWords.VectorOf(text, Dimension);
        return isBase64 ? Convert.ToBase64String(MemoryMarshal.AsBytes<float>(vector)) : vector;
    }

    // It obeys nobody: it quotes the passage that has the most words of the question.
    private async Task ChatAsync(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        string[] told = [.. body["messages"]!.AsArray().Select(message => TextOf(message!["content"]!))];
        foreach (var text in told)
            Told.Enqueue(text);
        Asked.Enqueue($"{body["model"]} {body["temperature"]}");
        var question = BagOfWords.VectorOf((string)JsonNode.Parse(told[^1])!["question"]!, Dimension);
        var best = JsonNode.Parse(told[^2])!["passages"]!.AsArray().MaxBy(passage => BagOfWords.VectorOf((string)passage!["text"]!, Dimension).Zip(question, Math.Min).Sum())!;
        await context.Response.WriteAsJsonAsync(
            new
            {
                id = "chatcmpl-1",
                @object = "chat.completion",
                created = 1,
                model = (string)body["model"]!,
                choices = new[] { new { index = 0, finish_reason = "stop", message = new { role = "assistant", content = $"It says: {best["text"]} [{best["number"]}]" } } },
                usage = new { prompt_tokens = 1, completion_tokens = 1, total_tokens = 2 },
            },
            context.RequestAborted);
    }

    private static string TextOf(JsonNode content) => content.GetValueKind() is JsonValueKind.String ? (string)content! : string.Concat(content.AsArray().Select(part => (string?)part!["text"]));
}
