using System.Security.Claims;
using DevFlow.KnowledgeHub.Api;
using DevFlow.KnowledgeHub.Ingestion;
using DevFlow.KnowledgeHub.Qdrant;
using DevFlow.KnowledgeHub.Reading;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace DevFlow.KnowledgeHub.Documents;

/// <summary>Documents come in, are listed and go. Whoever is signed in reads and brings in; who brought one in, and administrators, take it away.</summary>
internal static class DocumentsApi
{
    private const string Path = "/api/v1/documents";
    private const int MostListed = 200;

    public static void MapDocuments(this IEndpointRouteBuilder app)
    {
        var documents = app.MapGroup(Path).WithTags("Documents").RequireAuthorization().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        documents.MapPost("/", IngestAsync).WithName("IngestDocument")
            .WithSummary("Takes a document: text, Markdown, HTML or PDF as the body, or a form with the part 'file'; title, source and project in the query or the form.")
            .WithMetadata(new RequestSizeLimitAttribute(DocumentLimits.MaxUploadBytes))
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests);
        documents.MapGet("/", ListAsync).WithName("ListDocuments").WithSummary("Documents, page by page, of one state or project where asked for.");
        documents.MapGet("/{id:guid}", GetAsync).WithName("GetDocument").WithSummary("One document: whether it is found by searches, and if not, why.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        documents.MapDelete("/{id:guid}", DeleteAsync).WithName("DeleteDocument").WithSummary("Takes a document away, with all that was made of it.")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<DocumentAnswer>, Accepted<DocumentAnswer>>> IngestAsync(
        HttpRequest request, ClaimsPrincipal user, Ingestor ingestor, IngestionLimits limits, CancellationToken cancellationToken)
    {
        var caller = Caller.InPerson(user);
        using var turn = await limits.TakeAsync(caller, cancellationToken);
        var upload = await UploadReader.ReadAsync(request, cancellationToken);
        var (document, isNew) = await ingestor.TakeAsync(upload, caller, cancellationToken);
        var answer = DocumentAnswer.Of(document);
        return isNew ? TypedResults.Accepted($"{Path}/{document.Id}", answer) : TypedResults.Ok(answer);
    }

    private static async Task<Ok<DocumentsAnswer>> ListAsync(
        DocumentStore documents, CancellationToken cancellationToken, string? state = null, string? project = null, int limit = 50, Guid? after = null)
    {
        if (state is not null && !DocumentState.All.Contains(state))
            throw HubException.Invalid($"The state is one of: {string.Join(", ", DocumentState.All)}.");
        if (limit is < 1 or > MostListed)
            throw HubException.Invalid($"The limit is from 1 to {MostListed}.");
        var (page, next) = await documents.ListAsync(state, project, limit, after?.ToString(), cancellationToken);
        return TypedResults.Ok(new DocumentsAnswer([.. page.Select(DocumentAnswer.Of)], next));
    }

    private static async Task<Ok<DocumentAnswer>> GetAsync(Guid id, DocumentStore documents, CancellationToken cancellationToken) =>
        TypedResults.Ok(DocumentAnswer.Of(await FindAsync(documents, id, cancellationToken)));

    private static async Task<NoContent> DeleteAsync(
        Guid id, ClaimsPrincipal user, DocumentStore documents, ChunkStore chunks, DocumentAudit audit, CancellationToken cancellationToken)
    {
        var caller = Caller.InPerson(user);
        var document = await FindAsync(documents, id, cancellationToken);
        if (!caller.MayChange(document))
        {
            await audit.DeniedAsync(id, caller, cancellationToken);
            throw HubException.Forbidden("A document is taken away by who brought it in, or by an administrator.");
        }

        await audit.RemovedAsync(id, caller, cancellationToken);
        // In this order: what is left by a fault in between is listed still, and can be taken away again.
        try
        {
            await chunks.DeleteAsync(id, cancellationToken);
        }
        catch (CollectionGoneException)
        {
            // With it went what is to go.
        }

        await documents.DeleteAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Document> FindAsync(DocumentStore documents, Guid id, CancellationToken cancellationToken) =>
        await documents.FindAsync(id, cancellationToken) is { } document && document.Kind is DocumentKinds.Document ? document : throw HubException.NotFound();
}
