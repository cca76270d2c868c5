using System.Text.RegularExpressions;
using ModelContextProtocol;

namespace DevFlow.McpGateway.Secrets;

/// <summary>A key as an agent names it, checked before it becomes a part of a path.</summary>
internal static partial class SecretKey
{
    private const int Longest = 300;

    /// <exception cref="McpException">It cannot be a key.</exception>
    public static string PathOf(string key) => key.Length <= Longest && Form().IsMatch(key)
        ? string.Join('/', key.Split('/').Select(Uri.EscapeDataString))
        : throw new McpException("A key is made of letters, digits, dots, dashes and underscores, such as AOSENTRY_API_KEY, a project's with slashes; list_secrets names those of the platform.");

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*){0,4}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
