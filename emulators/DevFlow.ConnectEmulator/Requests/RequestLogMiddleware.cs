namespace DevFlow.ConnectEmulator;

/// <summary>Writes down each request, before anything else looks at it.</summary>
internal static class RequestLogMiddleware
{
    // A client that does not escape its query can turn any text into the name of a parameter.
    private static readonly string[] _parameters = ["filter", "inline_files", "limit", "offset"];

    public static async Task InvokeAsync(HttpContext context, Emulator emulator, RequestDelegate next)
    {
        var record = emulator.Requests.Begin(context.Request.Method, PathOf(context.Request), emulator.Time.GetUtcNow());
        // Whoever has an answer in hands finds its status here.
        context.Response.OnStarting(() =>
        {
            if (context.Features.Get<RequestConditions>() is not { IsDropped: true })
                emulator.Requests.Answer(record, context.Response.StatusCode);
            return Task.CompletedTask;
        });
        try
        {
            await next(context);
        }
        finally
        {
            emulator.Requests.End();
        }
    }

    private static string PathOf(HttpRequest request)
    {
        var names = _parameters.Where(request.Query.ContainsKey).ToList();
        return names.Count == 0 ? request.Path.ToString() : $"{request.Path}?{string.Join('&', names)}";
    }
}
