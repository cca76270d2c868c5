namespace DevFlow.KnowledgeHub.Reading;

internal static class DocumentLimits
{
    /// <summary>The most bytes that a document has: 20 MiB, a long book with its pictures.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>With the parts of a form around it.</summary>
    public const long MaxRequestBytes = MaxBytes + (64 * 1024);

    /// <summary>The most characters that are taken from a document. A small PDF can hold far more text than it has bytes.</summary>
    public const int MaxCharacters = 20 * 1024 * 1024;

    /// <summary>The most characters of a title, a source or a project.</summary>
    public const int MaxName = 500;

    public static string TooLarge => $"A document has at most {MaxBytes / 1024 / 1024} MiB. Divide it into parts, and send each with a source of its own.";
}
