namespace DevFlow.QdrantEmulator;

/// <summary>What handlers read from a request.</summary>
internal static class Call
{
    // Routing decodes everything but this.
    public static string Route(this HttpContext context, string name) =>
        ((string)context.Request.RouteValues[name]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    public static CollectionStore Store(this HttpContext context) => context.RequestServices.GetRequiredService<CollectionStore>();

    public static Collection Collection(this HttpContext context) => context.Store().Get(context.Route("collection"));

    /// <summary>Whether the caller wants to know that the change can be read; a change is on disk before it is answered either way.</summary>
    public static bool Waits(this HttpContext context) => context.Request.Query["wait"].ToString() switch
    {
        "" or "false" => false,
        "true" => true,
        _ => throw new ApiException(StatusCodes.Status400BadRequest, "Deserialize error in query parameters: `wait` is `true` or `false`"),
    };
}
