using System.Net.Sockets;

namespace DevFlow.Secrets;

/// <summary>Says what went wrong between DevFlow and one endpoint of Connect.</summary>
/// <param name="endpoint">The endpoint, without its path.</param>
/// <param name="time">Tells how far off the moment is that Connect asks to be left alone until.</param>
internal sealed class ConnectFailures(Uri endpoint, TimeProvider time)
{
    private readonly string _name = $"1Password Connect at {ConnectEndpoints.Show(endpoint)}";

    public ConnectException NoToken() => Of(
        ConnectErrorKind.Denied, "was not asked: there is no access token", "set OP_CONNECT_TOKEN", nothingSent: true);

    public ConnectException OddToken() => Of(
        ConnectErrorKind.Denied, "was not asked: the access token holds characters that no token has",
        "set OP_CONNECT_TOKEN to the token alone", nothingSent: true);

    /// <summary>It is not asked just now; what was wrong with it last says more than that.</summary>
    public ConnectException LeftAlone(ConnectException? last) => last is null
        ? Of(ConnectErrorKind.Unavailable, "kept failing and is left alone for a moment", "see that it runs, then try again", nothingSent: true)
        : new(last.Kind, $"{last.Detail}, and is left alone for a moment", last.Remedy, last.Endpoint, last.Status) { NothingSent = true };

    public ConnectException TimedOut(TimeSpan after, bool isRead) => Of(
        ConnectErrorKind.Unavailable, $"gave no answer within {after.TotalSeconds:0.###} s{Unsure(isRead)}",
        isRead ? "see that it runs and is not overloaded" : LookFirst, transient: true, timeout: true);

    public ConnectException Broken(Exception exception, bool isRead)
    {
        var (what, nothingSent) = exception switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => ("has a host name that is not known", true),
            HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError,
                InnerException: SocketException { SocketErrorCode: not SocketError.ConnectionRefused },
            } => ("is not reached: no connection came about", true),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
                ("is not reached: the connection was refused", true),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                ("is not reached: no secure connection came about, its certificate may not be trusted", true),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
                ("is not reached: the proxy between does not connect", true),
            OperationCanceledException => ("is not reached: no connection came about in time", true),
            _ => ("broke the connection off", false),
        };
        return nothingSent
            ? Of(
                ConnectErrorKind.Unavailable, what, "see that it runs and that OP_CONNECT_URL is its address",
                transient: true, nothingSent: true)
            : Of(ConnectErrorKind.Unavailable, what + Unsure(isRead), isRead ? "see that it runs" : LookFirst, transient: true);
    }

    public ConnectException NotConnects(ConnectException reading) =>
        Of(ConnectErrorKind.Unavailable, reading.Detail, reading.Remedy, transient: true);

    public ConnectException PageForFile() => Of(
        ConnectErrorKind.Unavailable, "answered with an HTML page instead of a file", "see whether OP_CONNECT_URL is 1Password Connect's own address",
        transient: true);

    public ConnectException TooLarge(int maxBytes, bool isFile) => isFile
        ? Of(ConnectErrorKind.Invalid, $"has a file there that is larger than {maxBytes} bytes", "keep large files elsewhere")
        : Of(
            ConnectErrorKind.Unavailable, $"answered with more than {maxBytes} bytes",
            "see whether the address is 1Password Connect's own");

    /// <summary>What an answer means that is no success.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="error">Its body; null when it is not Connect's.</param>
    /// <param name="isEmpty">Whether it has no body at all.</param>
    /// <param name="isRead">Whether it answers a read.</param>
    public ConnectException Refused(HttpResponseMessage response, ConnectErrorResponse? error, bool isEmpty, bool isRead)
    {
        var status = (int)response.StatusCode;
        var said = ConnectServerMessage.Quote(error?.Message);
        return status switch
        {
            401 => Of(
                ConnectErrorKind.Denied, $"does not accept the access token (401{said})",
                "set OP_CONNECT_TOKEN to a token of this server that has not expired or been revoked; "
                    + "see that the server's own credentials hold",
                status),
            403 => Of(
                ConnectErrorKind.Denied, $"does not let the access token do that (403{said})",
                "give the token access to the vault, or take another token", status),
            404 when error is not null || isEmpty => Of(ConnectErrorKind.NotFound, $"has no such thing (404{said})", remedy: null, status),
            404 => Of(
                ConnectErrorKind.Unavailable, "answered 404 with something that is not Connect's JSON",
                "see whether OP_CONNECT_URL is 1Password Connect's own address", status),
            408 or 429 or >= 500 => Of(
                ConnectErrorKind.Unavailable,
                $"{(status == 429 ? "has too many requests" : "fails")} ({status}{said}){(isRead || status == 429 ? "" : Unsure(isRead))}",
                isRead ? "try again later" : LookFirst, status, transient: true, retryAfter: RetryAfter(response)),
            >= 300 and < 400 => Of(
                ConnectErrorKind.Unavailable, $"redirects ({status}), which is not followed: the token must not travel to another address",
                "set OP_CONNECT_URL to the address itself", status),
            409 or 412 => Of(ConnectErrorKind.Conflict, $"has another version of it ({status})", "read it again", status),
            _ => Of(ConnectErrorKind.Invalid, $"does not understand the request ({status}{said})", remedy: null, status),
        };
    }

    private const string LookFirst = "look at the item before you repeat it";

    private static string Unsure(bool isRead) => isRead ? "" : ", and it is not known whether the change was made";

    private ConnectException Of(
        ConnectErrorKind kind, string what, string? remedy, int? status = null, bool transient = false, bool nothingSent = false,
        TimeSpan? retryAfter = null, bool timeout = false) => new(kind, $"{_name} {what}", remedy, endpoint, status)
        {
            IsTransient = transient,
            NothingSent = nothingSent,
            IsTimeout = timeout,
            RetryAfter = retryAfter,
        };

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
        _ => null,
    };
}
