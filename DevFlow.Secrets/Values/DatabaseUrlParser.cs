using System.Globalization;

namespace DevFlow.Secrets;

/// <summary>
/// <code>
/// url       = ( "postgresql" | "postgres" ) "://" [ login "@" ] host [ ":" port ] "/" database [ "?" parameter *( "&amp;" parameter ) ]
/// login     = user [ ":" password ]
/// parameter = name "=" value
/// </code>
/// A password with <c>@ / ? %</c> in it is the usual fault, so the problems speak of that; none repeats a part of the URL, since
/// in a malformed one any part may be the password.
/// </summary>
internal static class DatabaseUrlParser
{
    private const string Shape = "postgresql://user:password@host:5432/database";
    private const string EncodeHint = "in a password write @ as %40, / as %2F, ? as %3F, : as %3A and % as %25";

    public static (DatabaseUrl? Url, string? Problem) Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return Wrong($"it is empty; write {Shape}");
        if (text.Any(char.IsWhiteSpace) || text.Any(char.IsControl))
            return Wrong("it holds a blank or a control character; percent-encode it, or remove it");
        if (RestAfterScheme(text) is not { } rest)
            return Wrong($"it does not start with postgresql://; write {Shape}");

        var query = rest.IndexOf('?');
        var path = query < 0 ? rest : rest[..query];
        var slash = path.IndexOf('/');
        var authority = slash < 0 ? path : path[..slash];
        if (rest.LastIndexOf('@') is var at && at >= authority.Length)
            return Wrong($"an @ stands behind the host's end; {EncodeHint}");
        if (authority.IndexOf('@') != authority.LastIndexOf('@'))
            return Wrong($"there is more than one @ before the host; {EncodeHint}");
        if (slash < 0 || slash == path.Length - 1)
            return Wrong($"it names no database; write {Shape}");

        if (ReadLogin(authority, out var user, out var password) is { } loginProblem)
            return Wrong(loginProblem);
        if (ReadHost(authority[(authority.IndexOf('@') + 1)..], out var host, out var port) is { } hostProblem)
            return Wrong(hostProblem);
        if (!PercentEncoding.TryDecode(path[(slash + 1)..], out var database) || path[(slash + 1)..].Contains('/'))
            return Wrong($"the database's name holds a / or a stray %; {EncodeHint}");
        if (ReadParameters(query < 0 ? "" : rest[(query + 1)..], out var parameters) is { } parameterProblem)
            return Wrong(parameterProblem);
        return (new DatabaseUrl(user, password, host, port, database, parameters), null);
    }

    private static string? RestAfterScheme(string text)
    {
        foreach (var scheme in (string[])["postgresql://", "postgres://"])
        {
            if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return text[scheme.Length..];
        }

        return null;
    }

    private static string? ReadLogin(string authority, out string? user, out string? password)
    {
        user = password = null;
        var at = authority.IndexOf('@');
        if (at < 0)
            return null;

        var login = authority[..at];
        var colon = login.IndexOf(':');
        if (colon == 0 || at == 0)
            return $"the user's name is empty; write {Shape}";
        if (!PercentEncoding.TryDecode(colon < 0 ? login : login[..colon], out user))
            return "the user's name holds a stray %; write it as %25";
        if (colon < 0)
            return null;
        if (colon == login.Length - 1)
            return $"the password is empty; write {Shape}, or leave the : out";
        return PercentEncoding.TryDecode(login[(colon + 1)..], out password) ? null : $"the password holds a stray %; {EncodeHint}";
    }

    private static string? ReadHost(string text, out string host, out int port)
    {
        port = DatabaseUrl.DefaultPort;
        var bracket = text.StartsWith('[') ? text.IndexOf(']') : -1;
        var colon = text.IndexOf(':', Math.Max(bracket, 0));
        host = bracket > 0 ? text[1..bracket] : colon < 0 ? text : text[..colon];
        if (text.Contains(','))
            return "it names several hosts; DevFlow takes one";
        var isAddress = System.Net.IPAddress.TryParse(host, out _) && (text.Length == bracket + 1 || colon == bracket + 1);
        if (bracket > 0 ? !isAddress : !IsHostName(host))
            return $"the host is missing or is not a name; write {Shape}, and {EncodeHint}";
        if (colon < 0)
            return null;
        return int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= 65535
            ? null
            : $"the port is not a number from 1 to 65535; if the password holds special characters, {EncodeHint}";
    }

    private static bool IsHostName(string host) =>
        host.Length > 0 && host.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    private static string? ReadParameters(string query, out Dictionary<string, string> parameters)
    {
        parameters = new(StringComparer.Ordinal);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=');
            if (equals <= 0
                || !PercentEncoding.TryDecode(pair[..equals], out var name)
                || !PercentEncoding.TryDecode(pair[(equals + 1)..], out var value))
            {
                return $"a parameter after the ? is not name=value; {EncodeHint}";
            }

            if (!parameters.TryAdd(name, value))
                return "a parameter after the ? stands twice";
        }

        return null;
    }

    private static (DatabaseUrl?, string?) Wrong(string problem) => (null, problem);
}
