using System.Net;

namespace DevFlow.Hosting.Tests.Host;

/// <summary>Answers 200 on PORT; while the file that GATE names is missing, 503.</summary>
internal static class TinyServer
{
    public static async Task<int> RunAsync()
    {
        using var listener = new HttpListener();
        listener.Prefixes.Add($"http://localhost:{Environment.GetEnvironmentVariable("PORT")}/");
        listener.Start();
        var gate = Environment.GetEnvironmentVariable("GATE");
        while (true)
        {
            var context = await listener.GetContextAsync();
            context.Response.StatusCode = gate is null || File.Exists(gate) ? 200 : 503;
            await using (var body = new StreamWriter(context.Response.OutputStream))
                await body.WriteAsync("hello");
        }
    }
}
