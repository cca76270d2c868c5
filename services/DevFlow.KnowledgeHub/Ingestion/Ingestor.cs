using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DevFlow.KnowledgeHub.Api;
using DevFlow.KnowledgeHub.Chunking;
using DevFlow.KnowledgeHub.Documents;
using DevFlow.KnowledgeHub.Models;
using DevFlow.KnowledgeHub.Reading;
using DevFlow.KnowledgeHub.Screening;

namespace DevFlow.KnowledgeHub.Ingestion;

/// <summary>Takes a document: reads it, looks for secrets, cuts it, and keeps it to be embedded.</summary>
internal sealed class Ingestor(SecretScreen screen, DocumentStore documents, ChunkStore chunks, Aosentry models, DocumentAudit audit, IngestionSignal signal, TimeProvider time)
{
    /// <returns>The document, and whether there was anything to do.</returns>
    public async Task<(Document Document, bool IsNew)> TakeAsync(Upload upload, Caller caller, CancellationToken cancellationToken)
    {
        using var span = HubTelemetry.Source.StartActivity(HubTelemetry.IngestSpan);
        var text = DocumentReader.Read(upload.MediaType, upload.Charset, upload.Bytes);
        var title = TitleOf(upload, text);
        await screen.CheckAsync(text, [("title", title), ("source", upload.Source), ("project", upload.Project)], caller, cancellationToken);
        var cut = Chunker.Cut(text.Passages);

        var hash = HashOf(upload);
        var id = Ids.Of(upload.Project, upload.Source ?? hash);
        span?.SetTag(HubTelemetry.DocumentTag, id).SetTag(HubTelemetry.ChunksTag, cut.Count);
        await documents.EnsureAsync(cancellationToken);
        var there = await documents.FindAsync(id, cancellationToken);
        if (there is not null && !caller.MayChange(there))
            return there.Hash == hash && there.Title == title ? (there, false) : throw await AnothersAsync(there, caller, cancellationToken);
        if (there is not null && await IsSameAsync(there, hash, title, caller, cancellationToken))
            return (there with { Title = title }, false);

        var document = new Document
        {
            Id = id,
            Title = title,
            Source = upload.Source,
            Project = upload.Project,
            Type = upload.MediaType,
            Bytes = upload.Bytes.Length,
            Hash = hash,
            Chunks = cut.Count,
            // An administrator puts it right, and it stays whose it was.
            By = there?.By ?? caller.Principal,
            At = time.GetUtcNow(),
            State = DocumentState.Queued,
            Before = there switch { null => "", { State: DocumentState.Ready } => there.Hash, _ => there.Before },
        };
        await audit.WrittenAsync(id, caller, cancellationToken);
        await documents.SaveAsync(document, cut, cancellationToken);
        // Of a content that was never ready nobody needs the text any more.
        if (there is not null && there.State is not DocumentState.Ready && there.Hash != hash && there.Hash != document.Before)
            await documents.DeletePiecesAsync(id, there.Hash, cancellationToken);
        signal.Set();
        return (document, true);
    }

    private async Task<HubException> AnothersAsync(Document there, Caller caller, CancellationToken cancellationToken)
    {
        await audit.DeniedAsync(there.Id, caller, cancellationToken);
        return HubException.Forbidden(
            $"There is a document of this source already, and it is {there.By}'s: it is changed by who brought it in, or by an administrator. Send yours with another source.");
    }

    // The same content again is done already, or will be; a failed one is tried again.
    private async Task<bool> IsSameAsync(Document there, string hash, string title, Caller caller, CancellationToken cancellationToken)
    {
        if (there.Hash != hash || there.State is not (DocumentState.Ready or DocumentState.Queued) || (there.State is DocumentState.Ready && there.Model != models.EmbeddingModel))
            return false;
        if (there.Title != title)
        {
            await audit.WrittenAsync(there.Id, caller, cancellationToken);
            await documents.SetAsync(there, new { title }, cancellationToken);
            if (there.State is DocumentState.Ready)
                await chunks.RenameAsync(there with { Title = title }, cancellationToken);
        }

        return true;
    }

    private static string TitleOf(Upload upload, DocumentText text)
    {
        var title = upload.Title ?? text.Title ?? upload.FileName ?? upload.Source ?? HtmlText.Collapsed(text.Passages[0].Text);
        title = HtmlText.Collapsed(title);
        return title.Length <= DocumentLimits.MaxName ? title : title[..DocumentLimits.MaxName];
    }

    private static string HashOf(Upload upload)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Chunker.Version} {upload.MediaType} {upload.Charset}\n")));
        hash.AppendData(upload.Bytes.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
