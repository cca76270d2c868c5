using System.Text;
using DevFlow.KnowledgeHub.Api;
using DevFlow.KnowledgeHub.Reading;
using Microsoft.Net.Http.Headers;

namespace DevFlow.KnowledgeHub.Ingestion;

/// <summary>Reads a document from a request: its body as it is, with what it is called in the query, or a form.</summary>
internal static class UploadReader
{
    public static async Task<Upload> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        _ = MediaTypeHeaderValue.TryParse(request.ContentType, out var type);
        var upload = type?.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) is true
            ? await FormReader.ReadAsync(request, type, cancellationToken)
            : new Upload
            {
                MediaType = MediaTypeOf(type, fileName: null),
                Charset = type?.Charset.Value,
                Bytes = await BoundedBody.ReadAsync(request.Body, request.ContentLength, cancellationToken),
                Title = request.Query["title"],
                Source = request.Query["source"],
                Project = request.Query["project"],
            };
        return upload with { Title = Checked("title", upload.Title), Source = Checked("source", upload.Source), Project = Checked("project", upload.Project) };
    }

    public static string MediaTypeOf(MediaTypeHeaderValue? type, string? fileName) => MediaTypes.Of(type?.MediaType.Value, fileName)
        ?? throw new HubException(StatusCodes.Status415UnsupportedMediaType, "Not acceptable", $"The Content-Type is none that is read here: say one of {MediaTypes.All}.");

    private static string? Checked(string name, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        text = text.Trim().Normalize(NormalizationForm.FormC);
        if (text.Length > DocumentLimits.MaxName)
            throw HubException.Invalid($"The {name} has more than {DocumentLimits.MaxName} characters.");
        return text.Any(char.IsControl) ? throw HubException.Invalid($"The {name} holds a control character.") : text;
    }
}
