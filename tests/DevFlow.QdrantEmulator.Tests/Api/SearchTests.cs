namespace DevFlow.QdrantEmulator.Tests;

/// <summary>What is near, and in which order.</summary>
public sealed class SearchTests
{
    [Theory]
    [InlineData("Dot", "3:8 2:4 1:2")]
    [InlineData("Cosine", "1:1 2:0.8944272 3:0.8944272")]
    [InlineData("Euclid", "1:1 2:1 3:2.828427")]
    [InlineData("Manhattan", "1:1 2:1 3:4")]
    public async Task Scores_are_those_of_the_distance(string distance, string expected)
    {
        await using var caller = await Caller.StartWithCollectionAsync(distance);
        await caller.UpsertAsync("""[{"id": 1, "vector": [1, 0]}, {"id": 2, "vector": [2, 1]}, {"id": 3, "vector": [4, 2]}]""");

        var reply = (await caller.PostAsync("/collections/c/points/query", """{"query": [2, 0]}""")).IsOk();

        Assert.Equal(expected, string.Join(' ', reply.Points.Select(point => $"{point!["id"]}:{(float)point["score"]!}")));
    }

    [Theory]
    [InlineData("Dot", "4", "3")]
    [InlineData("Euclid", "2", "1 2")]
    public async Task Only_what_is_better_than_the_threshold_is_found(string distance, string threshold, string ids)
    {
        await using var caller = await Caller.StartWithCollectionAsync(distance);
        await caller.UpsertAsync("""[{"id": 1, "vector": [1, 0]}, {"id": 2, "vector": [2, 1]}, {"id": 3, "vector": [4, 2]}]""");

        var body = $$"""{"query": [2, 0], "score_threshold": {{threshold}}}""";

        Assert.Equal(ids, (await caller.PostAsync("/collections/c/points/query", body)).Ids);
    }

    [Fact]
    public async Task A_zero_vector_is_taken_under_cosine_and_normalised_ones_keep_their_bits()
    {
        await using var caller = await Caller.StartWithCollectionAsync("Cosine");
        await caller.UpsertAsync("""[{"id": 1, "vector": [0, 0]}, {"id": 2, "vector": [0.6, 0.8]}, {"id": 3, "vector": [30, 40]}]""");

        var points = (await caller.PostAsync("/collections/c/points", """{"ids": [1, 2, 3], "with_vector": true}""")).IsOk().Points;

        Assert.Equal(["[0,0]", "[0.6,0.8]", "[0.6,0.8]"], points.Select(point => point!["vector"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("true", """{"a":{"b":1,"c":[{"d":2,"e":3}]},"f":4}""")]
    [InlineData("""["a.b"]""", """{"a":{"b":1}}""")]
    [InlineData("""{"include": ["a.c[].d"]}""", """{"a":{"c":[{"d":2}]}}""")]
    [InlineData("""{"exclude": ["a.c[].d", "f"]}""", """{"a":{"b":1,"c":[{"e":3}]}}""")]
    public async Task A_payload_is_shown_in_part(string selection, string expected)
    {
        await using var caller = await Caller.StartWithCollectionAsync();
        await caller.UpsertAsync("""[{"id": 1, "vector": [1, 0], "payload": {"a": {"b": 1, "c": [{"d": 2, "e": 3}]}, "f": 4}}]""");

        var body = $$"""{"query": [2, 0], "with_payload": {{selection}}}""";

        Assert.Equal(expected, (await caller.PostAsync("/collections/c/points/query", body)).Points[0]!["payload"]!.ToJsonString());
    }
}
