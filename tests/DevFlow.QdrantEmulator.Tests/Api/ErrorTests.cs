using System.Net;
using System.Text;

namespace DevFlow.QdrantEmulator.Tests;

/// <summary>Bad input ends in an error that says what is wrong, and never in a 500.</summary>
public sealed class ErrorTests : IAsyncLifetime
{
    private Caller _caller = null!;

    public async ValueTask InitializeAsync()
    {
        _caller = await Caller.StartWithCollectionAsync();
        await _caller.UpsertAsync("""[{"id": 1, "vector": [1, 0]}]""");
    }

    public ValueTask DisposeAsync() => _caller.DisposeAsync();

    [Theory]
    [InlineData("PUT", "/collections/c/points", """{"points": [{"id": 1, "vector": [1]}]}""", 400, "Wrong input: Vector dimension error: expected dim: 2, got 1")]
    [InlineData("PUT", "/collections/c/points", """{"points": [{"id": 1, "vector": {"x": [1]}}]}""", 400, "Wrong input: Not existing vector name error: x")]
    [InlineData("PUT", "/collections/c/points", """{"points": [{"id": 1.5, "vector": [1, 2]}]}""", 400, "Format error in JSON body: value 1.5 is not a valid point ID, valid values are either an unsigned integer or a UUID")]
    [InlineData("PUT", "/collections/c/points", """{"points": [{"id": 1, "vector": [1, "2"]}]}""", 400, "Format error in JSON body: vector[1]: invalid type: string, expected a number")]
    [InlineData("PUT", "/collections/c/points", """{"points": [{"id": 1, "vector": [1, 1e39]}]}""", 400, "Wrong input: vector[1] is out of the range of a 32-bit float")]
    [InlineData("PUT", "/collections/c/points", """{"points": [{"id": 1, "vector": [1, 1e999]}]}""", 400, "Format error in JSON body: number out of range: 1e999")]
    [InlineData("PUT", "/collections/c/points", """{"points": [{"id": 1, "vector": [[1, 2]]}]}""", 501, "Not supported by DevFlow.QdrantEmulator: multivectors. Run a real Qdrant for it")]
    [InlineData("PUT", "/collections/c/points", """{"points": [{"id": 1, "vector": [1, 2], "payload": {"a": "\ud800"}}]}""", 400, "Format error in JSON body: a lone surrogate in a string")]
    [InlineData("PUT", "/collections/c/points", """{"points": [{"id": 1, "vector": [1, 2], "payload": [1]}]}""", 400, "Format error in JSON body: payload: invalid type: array, expected an object")]
    [InlineData("PUT", "/collections/c/points", """{"batch": {"ids": [1, 2], "vectors": [[1, 2]]}}""", 422, "Validation error in JSON body: [batch: number of ids and vectors must be equal (2 != 1)]")]
    [InlineData("PUT", "/collections/c/points", "{}", 400, "Format error in JSON body: missing field `points` or `batch`")]
    [InlineData("PUT", "/collections/c/points", "[]", 400, "Format error in JSON body: invalid type, expected an object")]
    [InlineData("PUT", "/collections/c/points?wait=maybe", """{"points": []}""", 400, "Deserialize error in query parameters: `wait` is `true` or `false`")]
    [InlineData("PUT", "/collections/none/points", """{"points": []}""", 404, "Not found: Collection `none` doesn't exist!")]
    [InlineData("POST", "/collections/c/points/payload", """{"payload": {}, "points": [7]}""", 404, "Not found: No point with id 7 found")]
    [InlineData("POST", "/collections/c/points/delete", "{}", 400, "Bad request: Either list of point ids or filter must be provided")]
    [InlineData("POST", "/collections/c/points/query", """{"query": [1, 0], "limit": 0}""", 422, "Validation error in JSON body: [internal.limit: value 0 invalid, must be 1 or larger]")]
    [InlineData("POST", "/collections/c/points/query", """{"query": [1, 0], "limit": -1}""", 400, "Format error in JSON body: limit: invalid type: number, expected an unsigned integer")]
    [InlineData("POST", "/collections/c/points/query", """{"query": 7}""", 404, "Not found: No point with id 7 found")]
    [InlineData("POST", "/collections/c/points/query", """{"query": [1, 0], "using": "x"}""", 400, "Wrong input: Not existing vector name error: x")]
    [InlineData("POST", "/collections/c/points/query", """{"query": {"fusion": "rrf"}}""", 501, "Not supported by DevFlow.QdrantEmulator: `fusion`. Run a real Qdrant for it")]
    [InlineData("POST", "/collections/c/points/query", """{"prefetch": {"query": 1}}""", 501, "Not supported by DevFlow.QdrantEmulator: `prefetch`. Run a real Qdrant for it")]
    [InlineData("POST", "/collections/c/points/scroll", """{"order_by": "n"}""", 501, "Not supported by DevFlow.QdrantEmulator: `order_by`. Run a real Qdrant for it")]
    [InlineData("GET", "/collections/c/points/x", null, 400, "Wrong input: Can not recognize \"x\" as point id")]
    [InlineData("GET", "/collections/c/points/9", null, 404, "Not found: Point with id 9 does not exists!")]
    [InlineData("PUT", "/collections/d", """{"vectors": {"size": 0, "distance": "Dot"}}""", 422, "Validation error in JSON body: [vectors.size: value 0 invalid, must be from 1 to 65536]")]
    [InlineData("PUT", "/collections/d", """{"vectors": {"size": 4, "distance": "Far"}}""", 400, "Format error in JSON body: unknown variant `Far`, expected one of `Cosine`, `Euclid`, `Dot`, `Manhattan`")]
    [InlineData("PUT", "/collections/d", """{"quantization_config": {}}""", 501, "Not supported by DevFlow.QdrantEmulator: `quantization_config`. Run a real Qdrant for it")]
    [InlineData("PUT", "/collections/d", """{"shard_number": 2}""", 501, "Not supported by DevFlow.QdrantEmulator: more than one shard. Run a real Qdrant for it")]
    [InlineData("PUT", "/collections/c%2F..%2Fx", "{}", 422, "Validation error in path parameters: [collection_name: collection name cannot contain \"/\" char]")]
    [InlineData("GET", "/nowhere", null, 404, "Not found: there is no GET /nowhere")]
    [InlineData("GET", "/cluster", null, 501, "Not supported by DevFlow.QdrantEmulator: GET /cluster. Run a real Qdrant for it")]
    public async Task A_bad_request_is_answered(string method, string path, string? body, int status, string message) =>
        (await _caller.SendAsync(method, path, body)).IsError(status, message);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"points": [NaN]}""")]
    [InlineData("""{"points": [], "points": []}""")]
    [InlineData("nonsense")]
    public async Task A_body_that_is_no_json_is_a_format_error(string body)
    {
        var reply = await _caller.SendAsync("PUT", "/collections/c/points", body);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.StartsWith("Format error in JSON body: ", reply.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Depth_without_end_is_a_format_error() => Assert.StartsWith(
        "Format error in JSON body: ",
        (await _caller.SendAsync("PUT", "/collections/c/points", $"{{\"a\": {new string('[', 100_000)}")).Error,
        StringComparison.Ordinal);

    [Fact]
    public async Task Depth_within_the_limit_is_taken_everywhere()
    {
        var deep = $$"""{"a": {{new string('[', 120)}}{{new string(']', 120)}}}""";

        await _caller.CreateAsync("d", $$"""{"hnsw_config": {{deep}}, "metadata": {{deep}}}""");
        (await _caller.PostAsync("/collections/c/points/payload", $$"""{"points": [1], "payload": {{deep}}}""")).IsOk();
        (await _caller.GetAsync("/collections/d")).IsOk();
        (await _caller.GetAsync("/collections/c/points/1")).IsOk();
    }

    [Fact]
    public async Task Bytes_that_are_no_text_and_other_content_types_are_refused()
    {
        using var bytes = new HttpRequestMessage(HttpMethod.Put, "/collections/c/points") { Content = new ByteArrayContent([(byte)'"', 0xff, (byte)'"']) };
        bytes.Content.Headers.ContentType = new("application/json");
        (await _caller.SendAsync(bytes)).IsError(400, "Format error in JSON body: it is not UTF-8");

        using var text = new HttpRequestMessage(HttpMethod.Put, "/collections/c/points") { Content = new StringContent("{}", Encoding.UTF8, "text/plain") };
        (await _caller.SendAsync(text)).IsError(400, "Content type error");
    }

    [Fact]
    public async Task A_limit_may_be_as_large_as_a_number_can_be()
    {
        const string Body = """{"query": [1, 0], "limit": 18446744073709551615, "offset": 0}""";

        Assert.Equal("1", (await _caller.PostAsync("/collections/c/points/query", Body)).IsOk().Ids);
        Assert.Equal("1", (await _caller.PostAsync("/collections/c/points/scroll", """{"limit": 18446744073709551615}""")).IsOk().Ids);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_is_too_large_is_refused_in_qdrants_words(bool hasLength)
    {
        await using var caller = await Caller.StartAsync(new QdrantEmulatorOptions { Quiet = true, MaxRequestSizeMegabytes = 1 });
        var bytes = new byte[(1024 * 1024) + 1];
        using var request = new HttpRequestMessage(HttpMethod.Put, "/collections/c") { Content = new StreamContent(new MemoryStream(bytes)) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = !hasLength;

        (await caller.SendAsync(request)).IsError(400, hasLength
            ? "Payload error: JSON payload (1048577 bytes) is larger than allowed (limit: 1048576 bytes)."
            : "Payload error: JSON payload has exceeded limit (1048576 bytes).");
    }
}
