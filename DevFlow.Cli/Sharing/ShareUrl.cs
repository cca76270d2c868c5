namespace DevFlow.Cli.Sharing;

/// <summary>A link. No record: what is printed by mistake is the name of the type.</summary>
internal sealed class ShareUrl
{
    private const string Page = "/s/";

    private ShareUrl(Uri origin, Guid id, ShareKey key) => (Origin, Id, Key) = (origin, id, key);

    /// <summary>Whose page opens it, and answers for the engine too.</summary>
    public Uri Origin { get; }

    public Guid Id { get; }

    public ShareKey Key { get; }

    public static string Of(Uri origin, Guid id, ShareKey key) => $"{origin.GetLeftPart(UriPartial.Authority)}{Page}{id}#{key.Fragment}";

    /// <exception cref="UsageException">It is no link; nothing of it is repeated.</exception>
    public static ShareUrl Read(string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) && url is { Scheme: "http" or "https" }
            && url.AbsolutePath.StartsWith(Page, StringComparison.Ordinal) && Guid.TryParse(url.AbsolutePath[Page.Length..], out var id)
            && ShareKey.Read(url.Fragment.TrimStart('#')) is { } key
            ? new(new Uri(url.GetLeftPart(UriPartial.Authority)), id, key)
            : throw new UsageException(
                "this is no link that shares something, or a part of it is missing", "take the whole of it, such as http://localhost:3737/s/01938f5e-…#AQ…, with what stands behind the #");
}
