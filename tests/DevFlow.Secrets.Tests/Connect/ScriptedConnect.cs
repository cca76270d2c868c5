using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace DevFlow.Secrets.Tests.Connect;

/// <summary>A Connect that answers as told, and otherwise from the vaults it holds. Every request is kept.</summary>
internal sealed class ScriptedConnect
{
    public const string Vault = "vaultvaultvaultvaultvault1";
    public const string Token = "c4n4ry-token.header.signature";

    private readonly ConcurrentQueue<SentRequest> _sent = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Reply>> _next = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Reply> _always = new(StringComparer.Ordinal);

    public List<(string Id, string Name)> Vaults { get; } = [(Vault, "DevFlow")];

    public List<JsonObject> Items { get; } = [];

    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a filter tells upper from lower case.</summary>
    public bool ExactFilter { get; set; }

    public IReadOnlyList<SentRequest> Sent => [.. _sent];

    public IEnumerable<string> Asked => Sent.Select(request => $"{request.Method} {request.Target}");

    /// <summary>What a host answers next, each once, before anything else.</summary>
    public ScriptedConnect Next(params IEnumerable<Reply> replies) => NextOf("a", replies);

    public ScriptedConnect NextOf(string host, params IEnumerable<Reply> replies)
    {
        foreach (var reply in replies)
            _next.GetOrAdd(host, _ => new()).Enqueue(reply);
        return this;
    }

    /// <summary>What a host answers from now on.</summary>
    public ScriptedConnect Always(string host, Reply? reply)
    {
        if (reply is null)
            _always.TryRemove(host, out _);
        else
            _always[host] = reply;
        return this;
    }

    public ScriptedConnect Add(string id, string title, string members = "", string vault = Vault)
    {
        Items.Add((JsonObject)JsonNode.Parse($$"""
            {"id":"{{id}}","title":{{JsonValue.Create(title).ToJsonString()}},"vault":{"id":"{{vault}}"},"category":"LOGIN","version":3
            {{(members.Length > 0 ? "," : "")}}{{members}}}
            """)!);
        return this;
    }

    public ConnectClient Client(Func<ConnectOptions, ConnectOptions>? with = null, params string[] hosts)
    {
        var options = new ConnectOptions
        {
            Endpoints = [.. (hosts.Length == 0 ? ["a"] : hosts).Select(host => new Uri($"http://{host}:8080"))],
            Token = () => Token,
            RetryDelay = TimeSpan.FromMilliseconds(1),
            DeniedRecheckDelay = TimeSpan.FromMilliseconds(1),
            Handler = () => new ScriptedHandler(AnswerAsync),
        };
        return new ConnectClient(with?.Invoke(options) ?? options);
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        _sent.Enqueue(new SentRequest(
            request.Method.Method, request.RequestUri!.Host, request.RequestUri.PathAndQuery, request.Headers.Authorization?.ToString(),
            request.Headers.UserAgent.ToString(), body));
        if (_next.TryGetValue(request.RequestUri.Host, out var queue) && queue.TryDequeue(out var reply)
            || _always.TryGetValue(request.RequestUri.Host, out reply))
        {
            return await reply(request, cancellationToken);
        }

        return Answer(request.Method.Method, request.RequestUri, body);
    }

    private HttpResponseMessage Answer(string method, Uri uri, string? body)
    {
        if (uri.AbsolutePath == "/heartbeat")
            return Replies.Text(HttpStatusCode.OK, ".", "text/plain");
        if (uri.AbsolutePath == "/health")
            return Replies.Json("""{"version":"1.8.1","dependencies":[{"service":"sync","status":"ACTIVE"}]}""");
        var parts = uri.AbsolutePath.Trim('/').Split('/').Skip(1).Select(Uri.UnescapeDataString).ToArray();
        var filter = uri.Query.Length == 0 ? null : Uri.UnescapeDataString(uri.Query["?filter=".Length..]).Split('"')[1];
        if (parts.Length == 1)
            return Replies.Json($"[{string.Join(',', Vaults.Where(v => Fits(v.Name)).Select(v => $$"""{"id":"{{v.Id}}","name":"{{v.Name}}"}"""))}]");
        if (!Vaults.Exists(v => v.Id == parts[1]))
            return Replies.NotFound($"vault {parts[1]} not found");
        var items = Items.FindAll(item => (string)item["vault"]!["id"]! == parts[1]);
        if (parts.Length == 3 && method == "POST")
            return Replies.Json(With((JsonObject)JsonNode.Parse(body!)!, "newitemnewitemnewitemnewite", 1));
        if (parts.Length == 3)
            return Replies.Json($"[{string.Join(',', items.Where(item => Fits((string)item["title"]!)).Select(Summary))}]");
        if (items.Find(item => (string)item["id"]! == parts[3]) is not { } found)
            return Replies.NotFound($"item {parts[3]} not found");
        if (parts.Length > 4)
            return Replies.Bytes(Files[parts[5]]);
        if (method == "DELETE")
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        if (method == "PATCH")
            found["version"] = (int)found["version"]! + (JsonNode.Parse(body!)!.AsArray().Count > 0 ? 1 : 0);
        return Replies.Json(found.ToJsonString());

        bool Fits(string title) => filter is null
            || title.Equals(filter, ExactFilter ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
    }

    private static string Summary(JsonObject item)
    {
        var summary = (JsonObject)item.DeepClone();
        summary.Remove("fields");
        summary.Remove("files");
        return summary.ToJsonString();
    }

    private static string With(JsonObject item, string id, int version)
    {
        item["id"] = id;
        item["version"] = version;
        return item.ToJsonString();
    }
}
