using System.Text.RegularExpressions;

namespace DevFlow.Hosting.ApplicationModel;

/// <summary>The parts of an image's name, such as <c>registry:5000/name:tag@sha256:digest</c>.</summary>
/// <param name="Name">Registry and name.</param>
/// <param name="Tag">The tag; null when there is none.</param>
/// <param name="Digest">The digest without <c>sha256:</c>; null when there is none.</param>
internal sealed partial record ImageReference(string Name, string? Tag, string? Digest)
{
    public static ImageReference Parse(string text)
    {
        var match = Form().Match(text);
        return match.Success
            ? new(match.Groups["name"].Value, Part(match.Groups["tag"]), Part(match.Groups["digest"]))
            : throw new ArgumentException($"'{text}' is not the name of a container image. Its form is [registry/]name[:tag][@sha256:digest].", nameof(text));
    }

    private static string? Part(Group group) => group.Success ? group.Value : null;

    // A colon before the last slash belongs to the registry's port, one after it begins the tag.
    [GeneratedRegex(@"^(?<name>((\[[0-9a-f:]+\]|[\w.-]+)(:\d+)?/)?[\w./<>-]+)(:(?<tag>[\w.<>-]+))?(@sha256:(?<digest>[0-9a-f]+))?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
