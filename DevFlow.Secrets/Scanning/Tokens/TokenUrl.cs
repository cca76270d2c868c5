using System.Buffers;

namespace DevFlow.Secrets;

/// <summary>Tells the password of a URL that leads somewhere from one that shows how a URL is written.</summary>
internal static class TokenUrl
{
    private const string Separator = "://";

    // RFC 2606 and RFC 6761 keep these names for examples; the others are what documentation calls any host. What only this machine
    // can reach opens nothing to anybody else.
    private static readonly string[] _exampleHosts = ["example.com", "example.org", "example.net", "example", "test", "invalid"];
    private static readonly string[] _anyHost = ["host", "hostname", "example", "server", "localhost", "127.0.0.1", "0.0.0.0", "["];

    private static readonly SearchValues<char> _endOfHost = SearchValues.Create(":/?#\"'`<>\\,;) \t\r\n");

    public static int PasswordAt(ReadOnlySpan<char> match) => Separator.Length + match[Separator.Length..].IndexOf(':') + 1;

    public static bool IsSecret(ReadOnlySpan<char> text, Range password)
    {
        var (start, length) = password.GetOffsetAndLength(text.Length);
        var user = text[Separator.Length..(start - 1)];
        var host = text[(start + length + 1)..];
        host = host.IndexOfAny(_endOfHost) is >= 0 and var end ? host[..end] : host;
        return !TokenPlaceholders.IsPlaceholderPassword(user, text[password]) && !IsExample(host);
    }

    private static bool IsExample(ReadOnlySpan<char> host)
    {
        foreach (var name in _exampleHosts)
        {
            if (host.EndsWith(name, StringComparison.OrdinalIgnoreCase) && (host.Length == name.Length || host[^(name.Length + 1)] == '.'))
                return true;
        }

        return host.StartsWith('$') || _anyHost.Contains(host.ToString(), StringComparer.OrdinalIgnoreCase);
    }
}
