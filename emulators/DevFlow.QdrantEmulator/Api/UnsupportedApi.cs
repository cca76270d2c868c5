namespace DevFlow.QdrantEmulator;

/// <summary>What Qdrant has and the emulator does not, said as such; and what nobody has.</summary>
internal static class UnsupportedApi
{
    private static readonly string[] _routes =
    [
        "/telemetry", "/issues", "/cluster/{**rest}", "/quotas", "/aliases", "/snapshots/{**rest}",
        "/collections/{collection}/aliases", "/collections/{collection}/cluster", "/collections/{collection}/optimizations",
        "/collections/{collection}/snapshots/{**rest}", "/collections/{collection}/shards/{**rest}",
        "/collections/{collection}/vectors/{vector}", "/collections/{collection}/facet",
        "/collections/{collection}/points/search/groups", "/collections/{collection}/points/query/groups",
        "/collections/{collection}/points/search/matrix/{kind}", "/collections/{collection}/points/recommend/{**rest}",
        "/collections/{collection}/points/discover/{**rest}",
    ];

    public static void MapUnsupported(this WebApplication app)
    {
        foreach (var route in _routes)
        {
            app.Map(route, (RequestDelegate)(context =>
                throw ApiException.Unsupported($"{context.Request.Method} {context.Request.Path}")));
        }

        // Only with POST: with others it is the name of a collection.
        app.MapPost("/collections/aliases", (RequestDelegate)(_ => throw ApiException.Unsupported("aliases")));

        // Without a pattern of its own it would leave out what looks like a file name.
        app.MapFallback("{*path}", context =>
            throw new ApiException(StatusCodes.Status404NotFound, $"Not found: there is no {context.Request.Method} {context.Request.Path}"));
    }
}
