namespace DevFlow.KnowledgeHub.Api;

/// <summary>What the hub refuses or cannot do now; the message is for the one who called, and never holds a part of a document or a value.</summary>
internal class HubException(int status, string title, string message, Exception? cause = null) : Exception(message, cause)
{
    public int Status { get; } = status;

    public string Title { get; } = title;

    /// <summary>Members of the answer beside its detail.</summary>
    public IReadOnlyDictionary<string, object?> Members { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    public static HubException Invalid(string message) => new(StatusCodes.Status400BadRequest, "Not acceptable", message);

    public static HubException TooLarge(string message) => new(StatusCodes.Status413PayloadTooLarge, "Too large", message);

    public static HubException NotFound() => new(StatusCodes.Status404NotFound, "There is none", "There is no such document.");

    public static HubException Forbidden(string message) => new(StatusCodes.Status403Forbidden, "Not allowed", message);

    public static HubException Conflict(string message) => new(StatusCodes.Status409Conflict, "Changed meanwhile", message);

    public static HubException Unavailable(string message, Exception? cause = null) => new(StatusCodes.Status503ServiceUnavailable, "Not available now", message, cause);
}
