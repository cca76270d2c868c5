namespace DevFlow.KnowledgeHub.Documents;

/// <summary>A document as the API shows it.</summary>
internal sealed record DocumentAnswer
{
    public required Guid Id { get; init; }

    public required string Title { get; init; }

    public string? Source { get; init; }

    public string? Project { get; init; }

    public required string Type { get; init; }

    public required int Bytes { get; init; }

    public required int Chunks { get; init; }

    /// <summary>receiving, queued, ready or failed.</summary>
    public required string State { get; init; }

    /// <summary>Why it is not ready; null when there is nothing to say.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether searches find what was there before, until this is ready.</summary>
    public required bool BeforeIsFound { get; init; }

    public string? Model { get; init; }

    public required string IngestedBy { get; init; }

    public required DateTimeOffset IngestedAt { get; init; }

    public static DocumentAnswer Of(Document document) => new()
    {
        Id = document.Id,
        Title = document.Title,
        Source = document.Source,
        Project = document.Project,
        Type = document.Type,
        Bytes = document.Bytes,
        Chunks = document.Chunks,
        State = document.State,
        Problem = document.Problem is "" ? null : document.Problem,
        BeforeIsFound = document.Before is not "",
        Model = document.Model is "" ? null : document.Model,
        IngestedBy = document.By,
        IngestedAt = document.At,
    };
}
