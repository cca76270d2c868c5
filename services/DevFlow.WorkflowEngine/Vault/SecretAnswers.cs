using DevFlow.Secrets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace DevFlow.WorkflowEngine.Vault;

/// <summary>How values come in and go out. Whatever the request still says of itself, it is masked there.</summary>
internal static class SecretAnswers
{
    /// <summary>The value that a request brings.</summary>
    /// <exception cref="VaultException">It brings none.</exception>
    public static SecretValue ValueOf(this HttpContext context, SecretWriteRequest request)
    {
        if (string.IsNullOrEmpty(request.Value))
            throw new VaultException(VaultError.Invalid, """A secret has a value: send {"value": "…"}. To have none, delete it.""");
        context.MaskForRequest(request.Value);
        return new(request.Value, SecretSourceNames.Vault, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
    }

    /// <summary>Hands a value out, for this once: nothing on the way keeps it.</summary>
    /// <exception cref="VaultException">There is none.</exception>
    public static Ok<SecretDocument> Answer(this HttpContext context, string name, SecretValue? value, DateTimeOffset? expiresAt)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        if (value is null)
            throw NotFound(name);
        var text = value.Reveal();
        context.MaskForRequest(text);
        return TypedResults.Ok(new SecretDocument(name, value.Version, new(text), value.Source, expiresAt));
    }

    public static VaultException NotFound(string name) => new(VaultError.NotFound, $"There is no secret '{name}', or not in that version.");

    private static void MaskForRequest(this HttpContext context, string value) =>
        context.Response.RegisterForDispose(context.RequestServices.GetRequiredService<SecretScrubber>().RegisterForRequest(value));
}
