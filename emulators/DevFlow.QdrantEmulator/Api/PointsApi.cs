using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>What changes points.</summary>
internal static class PointsApi
{
    private const string Points = "/collections/{collection}/points";

    public static void MapPoints(this WebApplication app)
    {
        app.MapPut(Points, Operation("upsert"));
        app.MapPost($"{Points}/delete", Operation("delete"));
        app.MapPut($"{Points}/vectors", Operation("update_vectors"));
        app.MapPost($"{Points}/vectors/delete", Operation("delete_vectors"));
        app.MapPost($"{Points}/payload", Operation("set_payload"));
        app.MapPut($"{Points}/payload", Operation("overwrite_payload"));
        app.MapPost($"{Points}/payload/delete", Operation("delete_payload"));
        app.MapPost($"{Points}/payload/clear", Operation("clear_payload"));
        app.MapPost($"{Points}/batch", (RequestDelegate)BatchAsync);
    }

    /// <summary>Makes a change, and answers with its number.</summary>
    public static async Task ChangeAsync(HttpContext context, Func<CollectionState, Change> make)
    {
        var waits = context.Waits();
        var sequence = await context.Collection().UpdateAsync(make, context.RequestAborted);
        await Answer.OkAsync(context, writer => WriteResult(writer, sequence, waits));
    }

    private static RequestDelegate Operation(string name) => async context =>
    {
        var body = await RequestBody.ReadAsync(context);
        await ChangeAsync(context, PointOperations.Read(name, body, context.Collection().State));
    };

    // As in Qdrant: one after the other, and what was done before a fault stays done.
    private static async Task BatchAsync(HttpContext context)
    {
        var waits = context.Waits();
        var body = await RequestBody.ReadAsync(context);
        var collection = context.Collection();
        var operations = new List<Func<CollectionState, Change>>();
        foreach (var json in body.Need("operations").Expect(JsonValueKind.Array, "operations").EnumerateArray())
        {
            if (json.Expect(JsonValueKind.Object, "operations[]").EnumerateObject().ToList() is not [var operation])
                throw ApiException.Format("operations[]: expected an object with one operation");
            operations.Add(PointOperations.Read(operation.Name, operation.Value, collection.State));
        }

        var sequences = new List<ulong>();
        foreach (var operation in operations)
            sequences.Add(await collection.UpdateAsync(operation, context.RequestAborted));
        await Answer.OkAsync(context, writer =>
        {
            writer.WriteStartArray();
            sequences.ForEach(sequence => WriteResult(writer, sequence, waits));
            writer.WriteEndArray();
        });
    }

    private static void WriteResult(Utf8JsonWriter writer, ulong sequence, bool waits)
    {
        writer.WriteStartObject();
        writer.WriteNumber("operation_id", sequence);
        writer.WriteString("status", waits ? "completed" : "acknowledged");
        writer.WriteEndObject();
    }
}
