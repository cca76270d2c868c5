using System.Reflection;
using System.Text.RegularExpressions;
using ModelContextProtocol.Server;

namespace DevFlow.McpGateway.Resources;

/// <summary>The pages of docs/, as they stood when this gateway was built.</summary>
internal static partial class DocumentResources
{
    private const string Prefix = "docs/";

    private static readonly Assembly _assembly = typeof(DocumentResources).Assembly;

    public static IEnumerable<McpServerResource> All => _assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Page);

    private static McpServerResource Page(string name)
    {
        var text = Read(name);
        return McpServerResource.Create(() => text, new()
        {
            UriTemplate = $"devflow://{name}",
            Name = name,
            Title = Heading().Match(text) is { Success: true } heading ? heading.Groups["text"].Value : name,
            MimeType = "text/markdown",
        });
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(_assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("^# (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();
}
