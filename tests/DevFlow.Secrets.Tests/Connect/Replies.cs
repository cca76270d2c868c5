using System.Net;
using System.Text;

namespace DevFlow.Secrets.Tests.Connect;

/// <summary>Answers, good and bad.</summary>
internal static class Replies
{
    public static Reply Refused { get; } = Throws(new HttpRequestException(HttpRequestError.ConnectionError, "c4n4ry"));

    public static Reply Reset { get; } = Throws(new HttpRequestException(HttpRequestError.ResponseEnded, "c4n4ry", new IOException("c4n4ry")));

    public static Reply Html { get; } = (_, _) => Task.FromResult(Text(HttpStatusCode.OK, "<html><body>c4n4ry</body></html>", "text/html"));

    public static Reply Truncated { get; } = (_, _) => Task.FromResult(Json("""[{"id":"vaultvaultvaultvaultvault1","name":"c4n4ry"""));

    public static Reply Hang { get; } = async (_, cancellationToken) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new InvalidOperationException("waited for ever");
    };

    /// <summary>Headers at once, then nothing.</summary>
    public static Reply SlowBody { get; } = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
    {
        Content = new StreamContent(new EndlessStream(hang: true)),
    });

    public static Reply Oversize { get; } = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
    {
        Content = new StreamContent(new EndlessStream(hang: false)),
    });

    public static Reply Redirect { get; } = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.Redirect)
    {
        Headers = { Location = new Uri("http://elsewhere/c4n4ry") },
    });

    public static Reply Throws(Exception exception) => (_, _) => Task.FromException<HttpResponseMessage>(exception);

    public static Reply Status(int status, string message = "c4n4ry", string? retryAfter = null) => (_, _) =>
    {
        var response = Text((HttpStatusCode)status, $$"""{"status":{{status}},"message":"{{message}}"}""", "application/json");
        if (retryAfter is not null)
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        return Task.FromResult(response);
    };

    public static Reply Raw(int status, string body) => (_, _) => Task.FromResult(Text((HttpStatusCode)status, body, "text/html"));

    public static Reply Body(string json) => (_, _) => Task.FromResult(Json(json));

    public static HttpResponseMessage NotFound(string message) =>
        Text(HttpStatusCode.NotFound, $$"""{"status":404,"message":"{{message}}"}""", "application/json");

    public static HttpResponseMessage Json(string json) => Text(HttpStatusCode.OK, json, "application/json");

    public static HttpResponseMessage Bytes(byte[] bytes) => new(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes) };

    public static HttpResponseMessage Text(HttpStatusCode status, string text, string type) =>
        new(status) { Content = new StringContent(text, Encoding.UTF8, type) };
}
