namespace DevFlow.QdrantEmulator;

/// <summary>Lets nobody in without the key, except for the probes. Qdrant's answers here are bare texts.</summary>
internal static class ApiKeyMiddleware
{
    private const string Bearer = "Bearer ";

    private static readonly string[] _open = ["/", "/healthz", "/readyz", "/livez"];

    public static Task InvokeAsync(HttpContext context, ApiKey key, RequestDelegate next)
    {
        if (_open.Contains(Trimmed(context.Request.Path)))
            return next(context);
        return ShownKey(context.Request.Headers) is not { } shown ? RefuseAsync(context, "Must provide an API key or an Authorization bearer token")
            : key.Is(shown) ? next(context)
            : RefuseAsync(context, "Invalid API key or JWT");
    }

    private static string Trimmed(PathString path) => path.Value is { Length: > 1 } text ? text.TrimEnd('/') : "/";

    private static string? ShownKey(IHeaderDictionary headers) =>
        headers.TryGetValue("api-key", out var key) ? key.ToString()
        : headers.Authorization.ToString() is var value && value.StartsWith(Bearer, StringComparison.Ordinal) ? value[Bearer.Length..]
        : null;

    private static Task RefuseAsync(HttpContext context, string why) => Answer.TextAsync(context, why, StatusCodes.Status401Unauthorized);
}
