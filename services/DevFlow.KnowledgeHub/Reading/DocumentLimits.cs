namespace DevFlow.KnowledgeHub.Reading;

internal static class DocumentLimits
{
    /// <summary>The most bytes that a document has: 20 MiB, a long book with its pictures.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>
    /// What is read of a request with a document and, from <see cref="MaxBytes"/> on, thrown away: most programs read an answer only when they have sent all of theirs.
    /// </summary>
    public const long MaxUploadBytes = 5L * MaxBytes;

    /// <summary>The most bytes of any other request.</summary>
    public const long MaxRequestBytes = 64 * 1024;

    /// <summary>The most characters that are taken from a document. A small PDF can hold far more text than it has bytes.</summary>
    public const int MaxCharacters = 20 * 1024 * 1024;

    /// <summary>The most characters of a title, a source or a project.</summary>
    public const int MaxName = 500;

    public static string TooLarge => $"A document has at most {MaxBytes / 1024 / 1024} MiB. Divide it into parts, and send each with a source of its own.";
}
