namespace DevFlow.QdrantEmulator.Tests;

/// <summary>Which points a filter takes.</summary>
public sealed class FilterTests : IAsyncLifetime
{
    private const string Points = """
        [
          {"id": 1, "vector": [1, 0], "payload": {"city": "Berlin", "size": 3, "open": true, "at": "2024-01-01T00:00:00Z", "tags": ["a", "b"],
            "parts": [{"kind": "x", "n": 1}, {"kind": "y", "n": 2}], "deep": {"er": "in"}}},
          {"id": 2, "vector": [1, 0], "payload": {"city": "Paris and Berlin", "size": 1.5, "open": false, "at": "2024-06-01T02:00:00+02:00", "tags": [],
            "parts": [{"kind": "x", "n": 2}]}},
          {"id": 3, "vector": [1, 0], "payload": {"city": null, "size": [7, 8], "at": "not a time", "tags": [null]}},
          {"id": 4, "vector": [1, 0]}
        ]
        """;

    private Caller _caller = null!;

    public async ValueTask InitializeAsync()
    {
        _caller = await Caller.StartWithCollectionAsync();
        await _caller.UpsertAsync(Points);
    }

    public ValueTask DisposeAsync() => _caller.DisposeAsync();

    [Theory]
    [InlineData("{}", "1 2 3 4")]
    [InlineData("""{"must": []}""", "1 2 3 4")]
    [InlineData("""{"must": [{"key": "city", "match": {"value": "Berlin"}}]}""", "1")]
    [InlineData("""{"must": {"key": "city", "match": {"value": "Berlin"}}}""", "1")]
    [InlineData("""{"must_not": [{"key": "city", "match": {"value": "Berlin"}}]}""", "2 3 4")]
    [InlineData("""{"should": [{"key": "size", "match": {"value": 3}}, {"key": "open", "match": {"value": false}}]}""", "1 2")]
    [InlineData("""{"min_should": {"min_count": 2, "conditions": [{"has_id": [1, 2]}, {"has_id": [2, 3]}, {"has_id": [2, 4]}]}}""", "2")]
    [InlineData("""{"must": [{"should": [{"has_id": [1]}, {"has_id": [4]}]}, {"must_not": [{"has_id": [4]}]}]}""", "1")]
    [InlineData("""{"must": [{"key": "tags", "match": {"value": "b"}}]}""", "1")]
    [InlineData("""{"must": [{"key": "tags[]", "match": {"value": "b"}}]}""", "1")]
    [InlineData("""{"must": [{"key": "tags[0]", "match": {"value": "b"}}]}""", "")]
    [InlineData("""{"must": [{"key": "deep.er", "match": {"value": "in"}}]}""", "1")]
    [InlineData("""{"must": [{"key": "parts[].n", "match": {"value": 2}}]}""", "1 2")]
    [InlineData("""{"must": [{"key": "parts.n", "match": {"value": 2}}]}""", "")]
    [InlineData("""{"must": [{"key": "city", "match": {"any": ["Berlin", "Rome"]}}]}""", "1")]
    [InlineData("""{"must": [{"key": "size", "match": {"any": [3, 8]}}]}""", "1 3")]
    [InlineData("""{"must": [{"key": "city", "match": {"except": ["Berlin"]}}]}""", "2")]
    [InlineData("""{"must": [{"key": "city", "match": {"any": []}}]}""", "")]
    [InlineData("""{"must": [{"key": "size", "match": {"except": []}}]}""", "1 2 3")]
    [InlineData("""{"must": [{"key": "city", "match": {"text": "Berlin"}}]}""", "1 2")]
    [InlineData("""{"must": [{"key": "city", "match": {"text": "berlin"}}]}""", "")]
    [InlineData("""{"must": [{"key": "city", "match": {"prefix": "Par"}}]}""", "2")]
    [InlineData("""{"must": [{"key": "size", "range": {"gt": 1.5}}]}""", "1 3")]
    [InlineData("""{"must": [{"key": "size", "range": {"gte": 1.5, "lt": 3}}]}""", "2")]
    [InlineData("""{"must": [{"key": "at", "range": {"lt": "2024-06-01T00:00:00Z"}}]}""", "1")]
    [InlineData("""{"must": [{"key": "at", "range": {"gte": "2024-06-01"}}]}""", "2")]
    [InlineData("""{"must": [{"is_empty": {"key": "tags"}}]}""", "2 4")]
    [InlineData("""{"must": [{"is_empty": {"key": "city"}}]}""", "3 4")]
    [InlineData("""{"must": [{"is_null": {"key": "city"}}]}""", "3")]
    [InlineData("""{"must": [{"key": "city", "is_empty": false}]}""", "1 2")]
    [InlineData("""{"must": [{"key": "city", "is_null": true}]}""", "3")]
    [InlineData("""{"must": [{"key": "tags", "values_count": {"gte": 1}}]}""", "1 3")]
    [InlineData("""{"must": [{"key": "tags", "values_count": {"lt": 1}}]}""", "2 4")]
    [InlineData("""{"must": [{"nested": {"key": "parts", "filter": {"must": [{"key": "kind", "match": {"value": "x"}}, {"key": "n", "match": {"value": 2}}]}}}]}""", "2")]
    [InlineData("""{"must": [{"nested": {"key": "parts[]", "filter": {"must": [{"has_id": [1]}]}}}]}""", "")]
    [InlineData("""{"must": [{"has_vector": ""}]}""", "1 2 3 4")]
    public async Task A_filter_takes(string filter, string ids)
    {
        var reply = (await _caller.PostAsync("/collections/c/points/scroll", $$"""{"filter": {{filter}}}""")).IsOk();
        var count = (await _caller.PostAsync("/collections/c/points/count", $$"""{"filter": {{filter}}}""")).IsOk();
        var query = (await _caller.PostAsync("/collections/c/points/query", $$"""{"query": [1, 1], "filter": {{filter}}}""")).IsOk();

        Assert.Equal(ids, reply.Ids);
        Assert.Equal(reply.Points.Count, (int)count.Result["count"]!);
        Assert.Equal(ids, query.Ids);
    }

    [Fact]
    public async Task A_text_index_makes_text_match_by_words()
    {
        const string Filter = """{"filter": {"must": [{"key": "city", "match": {"text": "berlin PARIS"}}]}}""";
        Assert.Equal("", (await _caller.PostAsync("/collections/c/points/scroll", Filter)).Ids);

        (await _caller.SendAsync("PUT", "/collections/c/index?wait=true", """{"field_name": "city", "field_schema": "text"}""")).IsOk();

        Assert.Equal("2", (await _caller.PostAsync("/collections/c/points/scroll", Filter)).Ids);
        Assert.Equal("2", (await _caller.PostAsync(
            "/collections/c/points/scroll", """{"filter": {"must": [{"key": "city", "match": {"phrase": "and berlin"}}]}}""")).Ids);
    }

    [Theory]
    [InlineData("""{"mustn't": []}""", 400, "Format error in JSON body: filter: unknown field `mustn't`, expected one of `must`, `should`, `must_not`, `min_should`")]
    [InlineData("""{"must": [{"key": "a"}]}""", 422, "Validation error in JSON body: [filter: At least one field condition must be specified]")]
    [InlineData("""{"must": [{"key": "a..b", "match": {"value": 1}}]}""", 400, "Format error in JSON body: Invalid json path: \"a..b\"")]
    [InlineData("""{"must": [{"key": "a", "match": {"value": 1.5}}]}""", 400, "Format error in JSON body: match.value: invalid type: number, expected a string, an integer or a boolean")]
    [InlineData("""{"must": [{"key": "a", "match": {"any": [1, "b"]}}]}""", 400, "Format error in JSON body: match: expected strings or integers, not both")]
    [InlineData("""{"must": [{"key": "a", "range": {"gt": "yesterday"}}]}""", 400, "Format error in JSON body: range.gt: 'yesterday' is not in accepted RFC 3339 format")]
    [InlineData("""{"must": [{"kei": "a"}]}""", 400, "Format error in JSON body: no condition has the fields `kei`")]
    [InlineData("""{"must": [{"key": "a", "geo_radius": {}}]}""", 501, "Not supported by DevFlow.QdrantEmulator: `geo_radius`. Run a real Qdrant for it")]
    [InlineData("""{"must": [{"key": "a", "match": {"value": 1}, "range": {"gt": 1}}]}""", 501, "Not supported by DevFlow.QdrantEmulator: `match` and `range` in one condition. Run a real Qdrant for it")]
    public async Task A_filter_that_means_nothing_is_refused(string filter, int status, string message) =>
        (await _caller.PostAsync("/collections/c/points/scroll", $$"""{"filter": {{filter}}}""")).IsError(status, message);
}
