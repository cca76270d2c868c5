using DevFlow.KnowledgeHub.Api;
using DevFlow.KnowledgeHub.Reading;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace DevFlow.KnowledgeHub.Ingestion;

/// <summary>Reads a document from a form: the part <c>file</c>, and what it is called in other parts. Nothing is laid down on a disk.</summary>
internal static class FormReader
{
    private const int MostParts = 16;

    public static async Task<Upload> ReadAsync(HttpRequest request, MediaTypeHeaderValue type, CancellationToken cancellationToken)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 200)
            throw HubException.Invalid("The form says no boundary.");
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        Upload? upload = null;
        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            for (var parts = 0; await reader.ReadNextSectionAsync(cancellationToken) is { } section; parts++)
            {
                if (parts == MostParts || !ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                    throw HubException.Invalid("The form has too many parts, or one without a name.");
                var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
                if (name is "file")
                    upload = await FileAsync(section, disposition, cancellationToken);
                else
                    names[name] = await NameAsync(section, name, cancellationToken);
            }
        }
        catch (Exception fault) when (fault is InvalidDataException || (fault is IOException and not BadHttpRequestException))
        {
            throw HubException.Invalid("The form is broken, or cut off.");
        }

        return upload is null
            ? throw HubException.Invalid("The form has no part 'file'.")
            : upload with { Title = names.GetValueOrDefault("title"), Source = names.GetValueOrDefault("source"), Project = names.GetValueOrDefault("project") };
    }

    private static async Task<Upload> FileAsync(MultipartSection section, ContentDispositionHeaderValue disposition, CancellationToken cancellationToken)
    {
        var fileName = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;
        _ = MediaTypeHeaderValue.TryParse(section.ContentType, out var type);
        return new Upload
        {
            MediaType = UploadReader.MediaTypeOf(type, fileName),
            Charset = type?.Charset.Value,
            Bytes = await BoundedBody.ReadAsync(section.Body, expected: null, cancellationToken),
            FileName = Path.GetFileName(fileName),
        };
    }

    private static async Task<string> NameAsync(MultipartSection section, string name, CancellationToken cancellationToken)
    {
        var bytes = new byte[(DocumentLimits.MaxName * 4) + 1];
        var length = await section.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return length == bytes.Length ? throw HubException.Invalid($"The part '{name}' of the form is too long.") : TextDecoding.Decode(bytes.AsMemory(0, length), charset: null);
    }
}
