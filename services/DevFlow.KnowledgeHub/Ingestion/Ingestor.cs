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
internal sealed class Ingestor(
    SecretScreen screen, DocumentStore documents, ChunkStore chunks, Aosentry models, DocumentAudit audit, IngestionSlots slots, IngestionSignal signal, TimeProvider time)
{
    private const int MostTries = 8;

    /// <returns>The document, and whether there was anything to do.</returns>
    public async Task<(Document Document, bool IsNew)> TakeAsync(Upload upload, Caller caller, CancellationToken cancellationToken)
    {
        using var slot = await slots.TakeAsync(cancellationToken);
        using var span = HubTelemetry.Source.StartActivity(HubTelemetry.IngestSpan);
        var text = DocumentReader.Read(upload.MediaType, upload.Charset, upload.Bytes);
        var title = TitleOf(upload, text);
        await screen.CheckAsync(text, [("title", title), ("source", upload.Source), ("project", upload.Project)], caller, cancellationToken);
        var cut = Chunker.Cut(text.Passages);

        var hash = HashOf(upload);
        var id = Ids.Of(upload.Project, upload.Source ?? hash);
        span?.SetTag(HubTelemetry.DocumentTag, id).SetTag(HubTelemetry.ChunksTag, cut.Count);
        await documents.EnsureAsync(cancellationToken);
        var isRecorded = false;
        for (var tries = 0; tries < MostTries; tries++)
        {
            var there = await documents.FindAsync(id, cancellationToken);
            if (there is not null && !caller.MayChange(there))
                return there.Hash == hash && there.Title == title ? (there, false) : throw await AnothersAsync(there, caller, cancellationToken);
            if (there is not null && await IsSameAsync(there, hash, title, caller, cancellationToken))
                return (there with { Title = title }, false);

            var document = Replacing(there, new Document
            {
                Id = id,
                Title = title,
                Source = upload.Source,
                Project = upload.Project,
                Type = upload.MediaType,
                Bytes = upload.Bytes.Length,
                Hash = hash,
                Chunks = cut.Count,
                By = caller.Principal,
                At = time.GetUtcNow(),
                State = DocumentState.Queued,
                Keeping = $"{Guid.NewGuid():N}",
            });
            if (!isRecorded)
                await audit.WrittenAsync(id, caller, cancellationToken);
            isRecorded = true;
            // Somebody else came first: then it is as if this one had been sent a moment later.
            if (!await documents.SaveAsync(document, there, cut, cancellationToken))
                continue;
            signal.Set();
            return (document, true);
        }

        throw HubException.Conflict("Others are sending documents of this source at this moment. Look at what is there, and send yours again if it is to be that.");
    }

    // An administrator puts it right, and it stays whose it was. What searches find stays found until this is ready; of a content that never was nobody needs the text.
    private static Document Replacing(Document? there, Document document)
    {
        if (there is null)
            return document;
        var before = there.State is DocumentState.Ready ? there.Mark : there.Before;
        return document with { By = there.By, Before = before, Leftovers = [.. there.Leftovers.Append(there.Mark).Except([before], StringComparer.Ordinal)] };
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
        title = HtmlText.Collapsed(InvisibleText.Without(title));
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
