using System.Text;

namespace DevFlow.QdrantEmulator;

/// <summary>What it is, and how it is.</summary>
internal static class ServiceApi
{
    /// <summary>The version of Qdrant whose behaviour is followed.</summary>
    public const string Version = "1.19.0";

    private const string Healthy = "healthz check passed";

    public static void MapService(this WebApplication app)
    {
        app.MapGet("/", (RequestDelegate)(context => Answer.BareAsync(context, writer =>
        {
            writer.WriteString("title", "qdrant - vector search engine");
            writer.WriteString("version", Version);
            writer.WriteString("emulator", "DevFlow.QdrantEmulator");
        })));
        app.MapGet("/healthz", (RequestDelegate)(context => Answer.TextAsync(context, Healthy)));
        app.MapGet("/livez", (RequestDelegate)(context => Answer.TextAsync(context, Healthy)));
        app.MapGet("/readyz", (RequestDelegate)(context => Answer.TextAsync(context, "all shards are ready")));
        app.MapGet("/metrics", (RequestDelegate)MetricsAsync);
    }

    private static Task MetricsAsync(HttpContext context)
    {
        var collections = context.Store().All.ToList();
        var text = new StringBuilder();
        Add("app_info", "information about qdrant server", [$"{{name=\"qdrant\",version=\"{Version}\"}} 1"]);
        Add("collections_total", "number of collections", [$" {collections.Count}"]);
        Add(
            "collection_points",
            "approximate amount of points per collection",
            collections.Select(collection => $"{{id=\"{Escaped(collection.Name)}\"}} {collection.State.Points.Count}"));
        return Answer.TextAsync(context, text.ToString());

        void Add(string name, string help, IEnumerable<string> samples)
        {
            text.Append($"# HELP {name} {help}\n# TYPE {name} gauge\n");
            foreach (var sample in samples)
                text.Append($"{name}{sample}\n");
        }
    }

    private static string Escaped(string label) =>
        label.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
