namespace DevFlow.Secrets;

/// <summary>What an address has to be that secrets are sent to.</summary>
internal static class HttpAddress
{
    /// <summary>What is wrong with it, and what to write; null for nothing.</summary>
    /// <param name="url">The address. What stands in it is kept by proxies and logs, and its host decides who is told the rest.</param>
    /// <param name="what">It, as people are told of it.</param>
    public static (string Message, string Remedy)? ProblemOf(TextTemplate url, string what)
    {
        if (url.Names.FirstOrDefault(name => name.IsValue) is { } value)
            return ($"{value} would stand in an address, which proxies and logs keep", "send it in a header or in the body");

        // Without a scheme a path of Unix would be a whole address.
        if (!url.Start.Contains("://", StringComparison.Ordinal) || !Uri.TryCreate(url.Fill(_ => "x"), UriKind.Absolute, out var address)
            || !Uri.TryCreate(url.Start, UriKind.Absolute, out var start) || start.Authority != address.Authority || (url.Names.Any() && !HasWholeHost(url.Start)))
        {
            return ($"the {what} is no whole address with its host written out", "write one such as https://api.example.com/keys/${candidate.id}");
        }

        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            return ($"the {what} is not https, so that everybody on the way would read the keys", "write https://; http:// is for this machine alone (127.0.0.1, ::1, localhost)");
        return address.UserInfo.Length > 0 || address.Fragment.Length > 0
            ? ($"the {what} has a user name or a fragment", "send credentials in a header, such as Authorization: \"Bearer ${secret:KEY}\"")
            : null;
    }

    private static bool HasWholeHost(string start) => start.AsSpan(start.IndexOf("://", StringComparison.Ordinal) + 3).IndexOfAny('/', '?') >= 0;
}
