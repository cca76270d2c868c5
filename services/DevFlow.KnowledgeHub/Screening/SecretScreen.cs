using System.Text;
using DevFlow.KnowledgeHub.Api;
using DevFlow.KnowledgeHub.Documents;
using DevFlow.KnowledgeHub.Reading;
using DevFlow.Secrets;

namespace DevFlow.KnowledgeHub.Screening;

/// <summary>
/// Refuses documents that hold a secret: a value of the platform, in any of the encodings that logs are masked of, or a token of a form that is known. Looked at is
/// the text as it was sent, with what a reader does not see, and as it was read, where marks no longer divide words.
/// </summary>
internal sealed class SecretScreen(PlatformValues values, SecretScrubber scrubber, DocumentAudit audit)
{
    private const int MostTold = 20;

    /// <exception cref="HubException">There is one: 422, with the places.</exception>
    public async Task CheckAsync(DocumentText document, IReadOnlyList<(string Name, string? Text)> names, Caller caller, CancellationToken cancellationToken)
    {
        var finder = await values.FinderAsync(cancellationToken);
        List<SecretPlace> places = [];
        foreach (var (name, text) in names)
            places.AddRange(Find(finder, text ?? "", (_, _) => $"the {name}"));
        if (document.Source is { } source)
            places.AddRange(Find(finder, source, (line, column) => $"line {line}, column {column}"));
        // Only what the source did not show already.
        // Headings before the passages: a passage's place names them.
        if (places.Count == 0)
        {
            foreach (var passage in document.Passages.DistinctBy(passage => passage.Heading, StringComparer.Ordinal))
                places.AddRange(Find(finder, passage.Heading, (_, _) => $"a heading before {(passage with { Heading = "" }).Place}"));
        }

        if (places.Count == 0)
            places.AddRange(Find(finder, string.Join("\n\n", document.Passages.Select(passage => passage.Text)), (line, _) => PlaceOf(document.Passages, line)));
        if (places.Count == 0)
            return;
        foreach (var value in places.Select(place => place.Value ?? place.What).Distinct(StringComparer.Ordinal))
            await audit.RefusedAsync(value, caller, cancellationToken);
        throw Refused(caller.IsAdmin ? [.. places.Distinct()] : ToldToMembers(places));
    }

    // Somebody may be guessing: of a document that is all guesses they learn that one is right, and an administrator which.
    private static IReadOnlyList<SecretPlace> ToldToMembers(List<SecretPlace> places) =>
    [
        .. places.Where(place => place.Value is null).Distinct(),
        .. places.Where(place => place.Value is not null).Take(1).Select(place => place with { What = "a value of the platform" }),
    ];

    private List<SecretPlace> Find(SecretFinder finder, string text, Func<int, int, string> place)
    {
        if (text.Length == 0)
            return [];
        var bytes = Encoding.UTF8.GetBytes(text);
        List<SecretPlace> places = [];
        var (line, begins) = (1, 0);
        var at = 0;
        foreach (var hit in finder.Find(bytes, 0).Take(MostTold))
        {
            var passed = bytes.AsSpan(at, hit.Start - at);
            line += passed.Count((byte)'\n');
            if (passed.LastIndexOf((byte)'\n') is >= 0 and var last)
                begins = at + last + 1;
            at = hit.Start;
            places.Add(new(hit.What, place(line, Encoding.UTF8.GetCharCount(bytes.AsSpan(begins, at - begins)) + 1)) { Value = hit.IsKnown ? hit.Name : null });
        }

        // What this process was handed, and no file holds any more.
        if (places.Count == 0 && scrubber.Contains(text))
            places.Add(new("a value that the platform knows", place(LineOfKnown(text), 1)) { Value = "unnamed" });
        return places;
    }

    private int LineOfKnown(string text)
    {
        var line = 1;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            if (scrubber.Contains(text.AsSpan(range)))
                return line;
            line++;
        }

        return 1;
    }

    private static string PlaceOf(IReadOnlyList<Passage> passages, int line)
    {
        foreach (var passage in passages)
        {
            line -= passage.Text.AsSpan().Count('\n') + 2;
            if (line <= 0)
                return passage.Place is "" ? "the text" : passage.Place;
        }

        return "the text";
    }

    private static HubException Refused(IReadOnlyList<SecretPlace> places) => new(
        StatusCodes.Status422UnprocessableEntity,
        "It holds a secret",
        $"The document holds {(places.Count == 1 ? "a secret" : $"{places.Count} secrets")} and was not taken: {string.Join("; ", places.Take(5).Select(found => $"{found.What} at {found.Place}"))}"
            + $"{(places.Count > 5 ? "; and more" : "")}. Take it out, and rotate it if others have seen the document.")
    {
        Members = new Dictionary<string, object?>(StringComparer.Ordinal) { ["secrets"] = places },
    };
}
