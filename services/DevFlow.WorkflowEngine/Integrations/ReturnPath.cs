using DevFlow.Secrets;

namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>Where in our own pages somebody goes on: an absolute path, with query and fragment. Nothing that a browser could take for another host.</summary>
internal static class ReturnPath
{
    private const int MaxLength = 1000;

    /// <exception cref="VaultException">It is none of our own.</exception>
    public static string Check(string? path) => path switch
    {
        null or "" => "/",
        { Length: > MaxLength } => throw Refused(),
        // Browsers drop tabs and line ends, and read a backslash as a slash; a page's router may take a path that begins with two for a host.
        _ when path[0] is '/' && path.All(c => c is > ' ' and < '\u007f' and not '\\' and not '<' and not '>' and not '"') && !PathOf(path).Contains("//", StringComparison.Ordinal)
            && !path.StartsWith("/oauth/", StringComparison.OrdinalIgnoreCase) && !path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase) => path,
        _ => throw Refused(),
    };

    /// <summary>The path with one more parameter.</summary>
    public static string With(string path, string name, string value)
    {
        var end = path.IndexOf('#', StringComparison.Ordinal) is var at and >= 0 ? at : path.Length;
        var (before, fragment) = (path[..end], path[end..]);
        return $"{before}{(before.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={Uri.EscapeDataString(value)}{fragment}";
    }

    private static string PathOf(string path) => path[..(path.IndexOfAny(['?', '#']) is var at and >= 0 ? at : path.Length)];

    private static VaultException Refused() => new(VaultError.Invalid, $"The return path is a path of our own pages, such as /secrets, of at most {MaxLength} characters.");
}
