using DevFlow.KnowledgeHub.Api;
using DevFlow.KnowledgeHub.Documents;
using DevFlow.KnowledgeHub.Models;
using DevFlow.Secrets;
using DevFlow.ServiceDefaults;

namespace DevFlow.KnowledgeHub.Ingestion;

/// <summary>
/// Works the queue off, and makes the collection of vectors where there is none: on start, and when it has gone. While AOSentry or Qdrant is away the documents wait, and
/// say what for.
/// </summary>
internal sealed partial class IngestionService(
    DocumentStore documents, KnowledgeCollections collections, Embedder embedder, Aosentry models, IngestionSignal signal, SecretsWorkspace workspace, TimeProvider time,
    ILogger<IngestionService> logger) : EnduringService(time)
{
    private const string Probe = "dimension";

    private static readonly TimeSpan _idle = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _abandoned = TimeSpan.FromMinutes(10);

    // From the start on: the settings may have been put right while the hub was down.
    private int _changes = 1;
    private int _tried;
    private string? _problem;
    private TimeSpan _pause = TimeSpan.FromSeconds(1);

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        // A key that was set is tried at once.
        void Wake(object? sender, EventArgs e)
        {
            Interlocked.Increment(ref _changes);
            signal.Set();
        }

        workspace.Changed += Wake;
        try
        {
            while (true)
            {
                var problem = await RoundAsync(stoppingToken);
                Succeeded();
                if (problem is not null && problem != _problem)
                    LogWaits(problem);
                _pause = problem is null ? TimeSpan.FromSeconds(1) : _pause * 2 < _idle ? _pause * 2 : _idle;
                _problem = problem;
                await signal.WaitAsync(problem is null ? _idle : _pause, Time, stoppingToken);
            }
        }
        finally
        {
            workspace.Changed -= Wake;
        }
    }

    protected override void Failed(string reason) => LogFailed(reason);

    /// <returns>Why documents still wait; null when none does.</returns>
    private async Task<string?> RoundAsync(CancellationToken cancellationToken)
    {
        await documents.EnsureAsync(cancellationToken);
        var hasGone = await collections.DimensionAsync(cancellationToken) is null;
        await RequeueAsync(hasGone, cancellationToken);
        List<Document> queue = [.. (await documents.InStateAsync([DocumentState.Queued], cancellationToken)).OrderBy(document => document.At)];
        try
        {
            if (hasGone)
                await collections.EnsureChunksAsync((await models.EmbedAsync([Probe], cancellationToken)).Vectors[0].Length, cancellationToken);
        }
        catch (ModelException fault)
        {
            await TellAsync(queue, fault.Message, cancellationToken);
            return fault.Message;
        }

        string? problem = null;
        for (var i = 0; i < queue.Count; i++)
        {
            try
            {
                await embedder.EmbedAsync(queue[i], cancellationToken);
            }
            catch (ModelException fault) when (fault.Fault is ModelFault.Refused)
            {
                if (await RefusesAllAsync(cancellationToken) is { } why)
                {
                    problem = why;
                    await TellAsync(queue.Skip(i), why, cancellationToken);
                    break;
                }

                await documents.SetAsync(queue[i], new { state = DocumentState.Failed, problem = fault.Message, model = models.EmbeddingModel }, cancellationToken);
                HubTelemetry.Documents.Add(1, new KeyValuePair<string, object?>(HubTelemetry.StateTag, DocumentState.Failed));
                LogGivenUp(queue[i].Id, fault.Message);
            }
            catch (HubException fault) when (fault is not Qdrant.QdrantAwayException)
            {
                problem = fault.Message;
                var isForAll = fault is not ModelException { IsForAll: false };
                await TellAsync(isForAll ? queue.Skip(i) : [queue[i]], fault.Message, cancellationToken);
                if (isForAll)
                    break;
            }
        }

        return problem;
    }

    // A word that any model takes tells whether it is the text that is refused, or the settings.
    private async Task<string?> RefusesAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            await models.EmbedAsync([Probe], cancellationToken);
            return null;
        }
        catch (ModelException fault) when (fault.Fault is ModelFault.Refused)
        {
            return $"AOSentry takes no text at all from {Aosentry.ApiKey}: look at DEFAULT_EMBEDDING_MODEL, whether it is one that embeds, and at AOSENTRY_API_URL.";
        }
        catch (ModelException fault)
        {
            return fault.Message;
        }
    }

    // What a model would not have, another may; a document that the hub lost the text of has no model.
    private async Task RetryAsync(CancellationToken cancellationToken)
    {
        var changes = _changes;
        if (changes == _tried)
            return;
        foreach (var document in await documents.InStateAsync([DocumentState.Failed], cancellationToken))
        {
            if (document.Model is not "")
                await documents.SetAsync(document, new { state = DocumentState.Queued, problem = "It is tried again: the settings have changed." }, cancellationToken);
        }

        _tried = changes;
    }

    private async Task RequeueAsync(bool hasGone, CancellationToken cancellationToken)
    {
        await RetryAsync(cancellationToken);
        foreach (var document in await documents.InStateAsync([DocumentState.Receiving], cancellationToken))
        {
            if (Time.GetUtcNow() - document.At > _abandoned)
                await documents.SetAsync(document, new { state = DocumentState.Failed, problem = "It was not kept as a whole: the hub ended meanwhile. Send it again." }, cancellationToken);
        }

        var problem = hasGone ? "It is embedded again: its collection has gone." : "It is embedded again: the model has changed.";
        foreach (var document in hasGone ? await documents.InStateAsync([DocumentState.Ready], cancellationToken) : await documents.OfOtherModelsAsync(models.EmbeddingModel, cancellationToken))
            await documents.SetAsync(document, new { state = DocumentState.Queued, problem }, cancellationToken);
    }

    private async Task TellAsync(IEnumerable<Document> waiting, string problem, CancellationToken cancellationToken)
    {
        foreach (var document in waiting.Where(document => document.Problem != problem))
            await documents.SetAsync(document, new { problem }, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "documents wait to be embedded: {Reason}")]
    private partial void LogWaits(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the queue of documents waits: {Reason}")]
    private partial void LogFailed(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "document {Document} is given up: {Reason}")]
    private partial void LogGivenUp(Guid document, string reason);
}
