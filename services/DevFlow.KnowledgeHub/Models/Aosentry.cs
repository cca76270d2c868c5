using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using DevFlow.KnowledgeHub.Api;
using DevFlow.Secrets;
using Microsoft.Extensions.AI;
using OpenAI;

namespace DevFlow.KnowledgeHub.Models;

/// <summary>
/// The models, behind AOSentry's API, which is OpenAI's. Key, address, models and temperature are asked for at each call: a rotation or a changed setting counts from
/// the next call on.
/// </summary>
internal sealed class Aosentry(ISecretResolver secrets, DevFlowSettings settings) : IDisposable
{
    public const string ApiKey = "AOSENTRY_API_KEY";

    private const string UrlKey = "AOSENTRY_API_URL";
    private const string DefaultUrl = "https://aosentry.aocodex.ai";

    // A long answer takes its time; a text is embedded in less.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };

    // The last key that was no placeholder.
    private volatile string? _real;

    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    public string EmbeddingModel => settings.Get("DEFAULT_EMBEDDING_MODEL", "text-embedding-3-large");

    /// <exception cref="ModelException">There is no answer.</exception>
    public async Task<Embeddings> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var model = EmbeddingModel;
        var vectors = await AskAsync(
            async (client, token) =>
            {
                using var generator = client.GetEmbeddingClient(model).AsIEmbeddingGenerator();
                var answer = await generator.GenerateAsync(texts, cancellationToken: token);
                List<ReadOnlyMemory<float>> vectors = [.. answer.Select(embedding => embedding.Vector)];
                return vectors.Count == texts.Count && vectors.TrueForAll(vector => vector.Length > 0 && vector.Length == vectors[0].Length && IsFinite(vector.Span)) ? vectors : throw new JsonException();
            },
            cancellationToken);
        return new(model, vectors);
    }

    /// <exception cref="ModelException">There is no answer.</exception>
    public Task<string> ChatAsync(IReadOnlyList<ChatMessage> messages, CancellationToken cancellationToken)
    {
        var model = settings.Get("DEFAULT_CHAT_MODEL", "gpt-4-turbo");
        var options = new ChatOptions { Temperature = (float)settings.GetDouble("LLM_TEMPERATURE", 0.7) };
        return AskAsync(
            async (client, token) =>
            {
                using var chat = client.GetChatClient(model).AsIChatClient();
                var answer = await chat.GetResponseAsync(messages, options, token);
                return answer.Text is { Length: > 0 } text ? text : throw new JsonException();
            },
            cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    // Base64 can bear what is no number, and JSON, by which it goes on to Qdrant, cannot: one such vector would end each round of the queue.
    private static bool IsFinite(ReadOnlySpan<float> vector)
    {
        foreach (var number in vector)
        {
            if (!float.IsFinite(number))
                return false;
        }

        return true;
    }

    private async Task<T> AskAsync<T>(Func<OpenAIClient, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        var client = await ClientAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return await ask(client, limit.Token);
        }
#pragma warning disable CA1031 // A library's faults at an answer that is none are of many kinds, and their messages quote it.
        catch (Exception fault) when (fault is not HubException && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            throw ModelFaults.Of(fault);
        }
    }

    private async Task<OpenAIClient> ClientAsync(CancellationToken cancellationToken)
    {
        return new OpenAIClient(new ApiKeyCredential(await KeyAsync(cancellationToken)), new OpenAIClientOptions
        {
            Endpoint = await AddressAsync(cancellationToken),
            Transport = new HttpClientPipelineTransport(_http),
            // Who asks decides whether to ask again.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Patience,
            // Its own telemetry could name what was asked.
            EnableDistributedTracing = false,
        });
    }

    private async Task<string> KeyAsync(CancellationToken cancellationToken)
    {
        var key = (await TryGetAsync(ApiKey, cancellationToken))?.Reveal()
            ?? throw new ModelException(ModelFault.Unconfigured, $"{ApiKey} is missing: set it in .env; 'devflow explain {ApiKey}' shows where it was looked for.");
        // An explanation asks every source: once for each key that comes along.
        if (key == _real)
            return key;
        if (await secrets.ExplainAsync(ApiKey, cancellationToken: cancellationToken) is { Placeholder: true })
            throw new ModelException(ModelFault.Unconfigured, $"{ApiKey} is still the placeholder of .env.example: get a key at {DefaultUrl} and set it in .env.");
        return _real = key;
    }

    // What this hub may not read is as good as not set: documents wait for it, and say so.
    private async Task<SecretValue?> TryGetAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await secrets.TryGetAsync(key, cancellationToken: cancellationToken);
        }
        catch (SecretRefusedException refusal)
        {
            throw new ModelException(ModelFault.Unconfigured, refusal.Message, refusal);
        }
    }

    // The library adds what is asked for, such as embeddings; OpenAI's own base ends in v1.
    private async Task<Uri> AddressAsync(CancellationToken cancellationToken)
    {
        var text = (await TryGetAsync(UrlKey, cancellationToken))?.Reveal() ?? DefaultUrl;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new ModelException(ModelFault.Unconfigured, $"{UrlKey} is not an http or https URL: correct it in .env.");
        return url.AbsolutePath is "/" ? new Uri(url, "/v1") : url;
    }
}
