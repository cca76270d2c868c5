using DevFlow.KnowledgeHub.Api;
using DevFlow.KnowledgeHub.Reading;

namespace DevFlow.KnowledgeHub.Ingestion;

/// <summary>Reads a document as it comes in, and stops where it becomes too large.</summary>
internal static class BoundedBody
{
    /// <param name="body">Where it comes from.</param>
    /// <param name="expected">How long it says it is; null when it does not say.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, long? expected, CancellationToken cancellationToken)
    {
        if (expected > DocumentLimits.MaxBytes)
            throw HubException.TooLarge(DocumentLimits.TooLarge);
        using var kept = new MemoryStream((int)(expected ?? 0));
        var buffer = new byte[81920];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (kept.Length + read > DocumentLimits.MaxBytes)
                throw HubException.TooLarge(DocumentLimits.TooLarge);
            kept.Write(buffer, 0, read);
        }

        return kept.GetBuffer().AsMemory(0, (int)kept.Length);
    }
}
