using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DevFlow.QdrantEmulator;

/// <summary>Where the emulator listens. Without a key that is an address which no other machine can reach.</summary>
internal sealed record ListenAddress(IPAddress Address, int Port)
{
    public Uri Uri => new UriBuilder(Uri.UriSchemeHttp, Address.ToString(), Port).Uri;

    /// <exception cref="QdrantEmulatorException">No http address, or one that others can reach while no key is set.</exception>
    public static ListenAddress Parse(string url, bool hasKey)
    {
        if (!System.Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != System.Uri.UriSchemeHttp || uri.PathAndQuery != "/")
            throw Refused(url, "it has to look like http://127.0.0.1:6333");
        var address = uri.Host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(uri.Host.Trim('[', ']'), out var parsed) ? parsed
            : throw Refused(url, "it has to name an address, or localhost");
        return hasKey || IPAddress.IsLoopback(address)
            ? new ListenAddress(address, uri.Port)
            : throw Refused(url, "others could reach it, and there is no key: set QDRANT__SERVICE__API_KEY, or use 127.0.0.1");
    }

    /// <summary>Whether a Host header names this machine's loopback: a page in a browser that got its own name to point here does not.</summary>
    public static bool IsLoopback(HostString host) =>
        host.Host is "localhost" || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    public void Listen(KestrelServerOptions options) => options.Listen(Address, Port);

    private static QdrantEmulatorException Refused(string url, string why) => new([$"'{url}' is no address to listen on: {why}"]);
}
