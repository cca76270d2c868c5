using System.Text.Json.Serialization;

namespace DevFlow.KnowledgeHub.Documents;

/// <summary>A document as Qdrant keeps it, beside its text in pieces.</summary>
internal sealed record Document
{
    public required Guid Id { get; init; }

    public required string Title { get; init; }

    /// <summary>Where it is from, such as a URL or a path; what is sent with the same one replaces it. Null: it is known by its content.</summary>
    public string? Source { get; init; }

    public string? Project { get; init; }

    /// <summary>One of <see cref="Reading.MediaTypes"/>.</summary>
    public required string Type { get; init; }

    public required int Bytes { get; init; }

    /// <summary>SHA-256 of what was sent, and of the way it was read.</summary>
    public required string Hash { get; init; }

    public required int Chunks { get; init; }

    /// <summary>Who sent it.</summary>
    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>One of <see cref="DocumentState"/>.</summary>
    public required string State { get; init; }

    /// <summary>Why it is not ready yet, or failed; empty when there is nothing to say.</summary>
    public string Problem { get; init; } = "";

    /// <summary>The model that it was embedded by, or that would not have it; empty before.</summary>
    public string Model { get; init; } = "";

    /// <summary>
    /// Drawn each time that it is kept, and borne by its text: who keeps the same document at the same moment writes beside it, and what took its place is told from it, though
    /// it has the same content. Empty of what was kept before there were any, whose text bears its hash.
    /// </summary>
    public string Keeping { get; init; } = "";

    /// <summary>What the text of the content bears that searches find until this one is ready; empty when there is none.</summary>
    public string Before { get; init; } = "";

    /// <summary>What the texts of contents bear that were never found and that this one took the place of, until they are gone.</summary>
    public IReadOnlyList<string> Leftovers { get; init; } = [];

    /// <summary>Of this kind, among the points of the collection.</summary>
    public string Kind { get; init; } = DocumentKinds.Document;

    /// <summary>What its text bears.</summary>
    [JsonIgnore]
    public string Mark => Keeping is "" ? Hash : Keeping;
}
