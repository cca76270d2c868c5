using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>Searches: `search` as it was before 1.16, and `query`.</summary>
internal static class SearchApi
{
    private const string Points = "/collections/{collection}/points";

    public static void MapSearch(this WebApplication app)
    {
        app.MapPost($"{Points}/search", One(SearchRequestReader.ReadSearch, WriteSearch));
        app.MapPost($"{Points}/search/batch", Many(SearchRequestReader.ReadSearch, WriteSearch));
        app.MapPost($"{Points}/query", One(SearchRequestReader.ReadQuery, WriteQuery));
        app.MapPost($"{Points}/query/batch", Many(SearchRequestReader.ReadQuery, WriteQuery));
    }

    private static RequestDelegate One(
        Func<JsonElement, CollectionState, SearchRequest> read, Action<Utf8JsonWriter, SearchRequest, List<Scored>> write) => async context =>
    {
        var body = await RequestBody.ReadAsync(context);
        var state = context.Collection().State;
        var request = read(body, state);
        var found = Nearest.Find(state, request, context.RequestAborted);
        await Answer.OkAsync(context, writer => write(writer, request, found));
    };

    private static RequestDelegate Many(
        Func<JsonElement, CollectionState, SearchRequest> read, Action<Utf8JsonWriter, SearchRequest, List<Scored>> write) => async context =>
    {
        var body = await RequestBody.ReadAsync(context);
        var state = context.Collection().State;
        var requests = body.Need("searches").Expect(JsonValueKind.Array, "searches").EnumerateArray()
            .Select(json => read(json.Expect(JsonValueKind.Object, "searches[]"), state)).ToList();
        var found = requests.ConvertAll(request => Nearest.Find(state, request, context.RequestAborted));
        await Answer.OkAsync(context, writer =>
        {
            writer.WriteStartArray();
            foreach (var (request, points) in requests.Zip(found))
                write(writer, request, points);
            writer.WriteEndArray();
        });
    };

    private static void WriteQuery(Utf8JsonWriter writer, SearchRequest request, List<Scored> found)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("points");
        WriteSearch(writer, request, found);
        writer.WriteEndObject();
    }

    private static void WriteSearch(Utf8JsonWriter writer, SearchRequest request, List<Scored> found)
    {
        writer.WriteStartArray();
        foreach (var (point, score) in found)
            request.Shown.Write(writer, point, score);
        writer.WriteEndArray();
    }
}
