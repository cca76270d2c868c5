using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace DevFlow.ConnectEmulator;

/// <summary>Where the emulator listens: an address of this machine that no other machine can reach.</summary>
internal sealed record ConnectAddress(IPAddress Address, int Port)
{
    /// <exception cref="ConnectEmulatorException">Not an http address of the loopback interface.</exception>
    public static ConnectAddress Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/")
            throw Refused(url, "it has to look like http://127.0.0.1:8080");
        var address = uri.Host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(uri.Host.Trim('[', ']'), out var parsed) ? parsed
            : null;
        return address is not null && IPAddress.IsLoopback(address)
            ? new ConnectAddress(address, uri.Port)
            : throw Refused(url, "the emulator guards nothing and is for this machine only; use 127.0.0.1, [::1] or localhost");
    }

    /// <summary>Whether a Host header names this machine's loopback: a page in a browser that got its own name to point here does not.</summary>
    public static bool IsLoopback(HostString host) =>
        host.Host is "localhost" || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    public void Listen(KestrelServerOptions options) => options.Listen(Address, Port);

    private static ConnectEmulatorException Refused(string url, string why) => new([$"'{url}' is no address to listen on: {why}"]);
}
