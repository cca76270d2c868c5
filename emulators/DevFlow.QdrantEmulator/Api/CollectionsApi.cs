using System.Text.Json;

namespace DevFlow.QdrantEmulator;

/// <summary>Collections, and the indexes that they say they have.</summary>
internal static class CollectionsApi
{
    public static void MapCollections(this WebApplication app)
    {
        app.MapGet("/collections", (RequestDelegate)ListAsync);
        app.MapGet("/collections/{collection}", (RequestDelegate)GetAsync);
        app.MapGet("/collections/{collection}/exists", (RequestDelegate)ExistsAsync);
        app.MapPut("/collections/{collection}", (RequestDelegate)CreateAsync);
        app.MapPatch("/collections/{collection}", (RequestDelegate)UpdateAsync);
        app.MapDelete("/collections/{collection}", (RequestDelegate)DeleteAsync);
        app.MapPut("/collections/{collection}/index", (RequestDelegate)IndexAsync);
        app.MapDelete("/collections/{collection}/index/{field}", (RequestDelegate)UnindexAsync);
    }

    private static Task ListAsync(HttpContext context) => Answer.OkAsync(context, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("collections");
        foreach (var collection in context.Store().All)
        {
            writer.WriteStartObject();
            writer.WriteString("name", collection.Name);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static Task GetAsync(HttpContext context)
    {
        var state = context.Collection().State;
        return Answer.OkAsync(context, writer => CollectionJson.Write(writer, state));
    }

    private static Task ExistsAsync(HttpContext context) => Answer.OkAsync(context, writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("exists", context.Store().Has(context.Route("collection")));
        writer.WriteEndObject();
    });

    private static async Task CreateAsync(HttpContext context)
    {
        var name = context.Route("collection");
        NameRules.CheckCollection(name);
        var config = CollectionConfigReader.Read(await RequestBody.ReadAsync(context));
        await context.Store().CreateAsync(name, config, context.RequestAborted);
        await TrueAsync(context);
    }

    private static async Task UpdateAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context);
        await context.Collection().UpdateAsync(
            state => new Change { Config = CollectionConfigReader.Update(state.Config, body) }, context.RequestAborted);
        await TrueAsync(context);
    }

    private static async Task DeleteAsync(HttpContext context)
    {
        var wasThere = await context.Store().DeleteAsync(context.Route("collection"), context.RequestAborted);
        await Answer.OkAsync(context, writer => writer.WriteBooleanValue(wasThere));
    }

    private static async Task IndexAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context);
        var field = body.NeedText("field_name");
        JsonElement? schema = body.Find("field_schema");
        await PointsApi.ChangeAsync(context, state => new Change { Schema = state.Schema.With(field, schema) });
    }

    private static Task UnindexAsync(HttpContext context)
    {
        var field = context.Route("field");
        return PointsApi.ChangeAsync(context, state => new Change { Schema = state.Schema.Without(field) });
    }

    private static Task TrueAsync(HttpContext context) => Answer.OkAsync(context, writer => writer.WriteBooleanValue(value: true));
}
