using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>Reads points by id, page by page, and counts them.</summary>
internal static class ReadsApi
{
    private const string Points = "/collections/{collection}/points";

    public static void MapReads(this WebApplication app)
    {
        app.MapGet($"{Points}/{{id}}", (RequestDelegate)GetAsync);
        app.MapPost(Points, (RequestDelegate)GetManyAsync);
        app.MapPost($"{Points}/scroll", (RequestDelegate)ScrollAsync);
        app.MapPost($"{Points}/count", (RequestDelegate)CountAsync);
    }

    private static Task GetAsync(HttpContext context)
    {
        var id = PointId.Parse(context.Route("id"));
        var point = context.Collection().State.Points.GetValueOrDefault(id)
            ?? throw ApiException.NotFound($"Point with id {id} does not exists!");
        return Answer.OkAsync(context, writer => PointSelection.All.Write(writer, point));
    }

    private static async Task GetManyAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context);
        body.Refuse("shard_key");
        var ids = PointId.ReadList(body.Need("ids"));
        var shown = PointSelection.Read(body, payloadByDefault: true);
        var points = context.Collection().State.Points;
        await Answer.OkAsync(context, writer =>
            WriteList(writer, ids.Distinct().Select(id => points.GetValueOrDefault(id)).OfType<Point>(), shown));
    }

    private static async Task ScrollAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context);
        body.Refuse("shard_key", "order_by");
        var state = context.Collection().State;
        var filter = ReadFilter(body, state);
        var shown = PointSelection.Read(body, payloadByDefault: true);
        var limit = SearchRequestReader.ReadLimit(body, "limit");
        PointId? from = body.Find("offset") is { } offset ? PointId.Read(offset) : null;
        // One more than asked for is where the next page begins.
        var points = state.Points.Values.Where(point => from is not { } first || point.Id >= first)
            .Where(point => filter(new Candidate(point, point.Payload))).Take(Math.Min(limit, int.MaxValue - 1) + 1).ToList();
        await Answer.OkAsync(context, writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("points");
            WriteList(writer, points.Take(limit), shown);
            writer.WritePropertyName("next_page_offset");
            if (points.Count > limit)
                points[limit].Id.Write(writer);
            else
                writer.WriteNullValue();
            writer.WriteEndObject();
        });
    }

    private static async Task CountAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context);
        body.Refuse("shard_key");
        var state = context.Collection().State;
        var filter = ReadFilter(body, state);
        body.FindBool("exact");
        var count = state.Points.Values.Count(point => filter(new Candidate(point, point.Payload)));
        await Answer.OkAsync(context, writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("count", count);
            writer.WriteEndObject();
        });
    }

    private static Condition ReadFilter(JsonElement body, CollectionState state) =>
        body.Find("filter") is { } filter ? FilterReader.Read(filter, state.Schema) : _ => true;

    private static void WriteList(Utf8JsonWriter writer, IEnumerable<Point> points, PointSelection shown)
    {
        writer.WriteStartArray();
        foreach (var point in points)
            shown.Write(writer, point);
        writer.WriteEndArray();
    }
}
