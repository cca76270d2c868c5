using System.Diagnostics.CodeAnalysis;

namespace DevFlow.Secrets;

/// <summary>
/// Reads the addresses of 1Password Connect: <c>OP_CONNECT_URL</c> or <c>OP_CONNECT_HOST</c>, one or several with commas between.
/// </summary>
public static class ConnectEndpoints
{
    /// <summary>
    /// Reads http and https addresses. A slash or <c>/v1</c> at the end is passed over, and so is an address that stands there twice;
    /// a path before that is kept. Refused are a user or a password, a query and a fragment.
    /// </summary>
    /// <param name="text">The addresses.</param>
    /// <param name="endpoints">The addresses that were read, none of them twice.</param>
    /// <param name="problem">All that is wrong with them, as a clause that names no place and shows no part of a password.</param>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out IReadOnlyList<Uri>? endpoints,
        [NotNullWhen(false)] out string? problem)
    {
        var found = new List<Uri>();
        var problems = new List<string>();
        var parts = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            if (Read(parts[i], out var endpoint) is { } wrong)
                problems.Add(parts.Length == 1 ? $"the address {wrong}" : $"address {i + 1} of {parts.Length} {wrong}");
            else if (!found.Contains(endpoint!))
                found.Add(endpoint!);
        }

        if (parts.Length == 0)
            problems.Add("there is no address; write such as http://localhost:8080");
        endpoints = problems.Count == 0 ? found : null;
        problem = problems.Count == 0 ? null : string.Join("; ", problems);
        return problems.Count == 0;
    }

    /// <summary>An endpoint for people: scheme, host and port, without a path or anything else.</summary>
    internal static string Show(Uri endpoint) => endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    /// <summary>Whether two texts name the same addresses, however they are written.</summary>
    internal static bool AreSame(string one, string other) => one == other
        || (TryParse(one, out var first, out _) && TryParse(other, out var second, out _) && first.SequenceEqual(second));

    // The address itself is never shown: where it is malformed, any part of it may be a password.
    private static string? Read(string part, out Uri? endpoint)
    {
        endpoint = null;
        if (!Uri.TryCreate(part, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            return "is not an http or https URL; write such as http://localhost:8080";
        if (url.UserInfo.Length > 0)
            return "holds a user or a password; remove it, the token alone opens 1Password Connect";
        if (url.Query.Length > 0 || url.Fragment.Length > 0 || part.Contains('?') || part.Contains('#'))
            return "holds a query or a fragment; remove everything from the ? or # on";

        var path = url.AbsolutePath.TrimEnd('/');
        if (path.EndsWith("/v1", StringComparison.OrdinalIgnoreCase))
            path = path[..^3].TrimEnd('/');
        endpoint = new UriBuilder(url.Scheme, url.Host, url.Port, path + "/").Uri;
        return null;
    }
}
