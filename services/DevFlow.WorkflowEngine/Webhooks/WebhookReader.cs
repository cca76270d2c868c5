using System.Text.Json;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using Microsoft.AspNetCore.Http.Features;

namespace DevFlow.WorkflowEngine.Webhooks;

/// <summary>Reads a delivery. Nothing of it is looked at before its signature is known to be right, and nothing but the signed bytes is kept.</summary>
internal sealed class WebhookReader(AcceptedSecrets secrets, TimeProvider time)
{
    /// <summary>1 MiB: what is handed on to a hosted engine fits into a request there.</summary>
    public const int MaxBytes = 1024 * 1024;

    // Jira tries again for up to five quarters of an hour, and sends at first what then is that old.
    private static readonly TimeSpan _longestAgo = TimeSpan.FromHours(2);
    private static readonly TimeSpan _clocksDiffer = TimeSpan.FromMinutes(5);

    /// <exception cref="WebhookRefusedException">It is not to be taken.</exception>
    public async Task<WebhookDelivery> ReadAsync(WebhookSender sender, HttpRequest request, CancellationToken cancellationToken)
    {
        // Who shows none sends no body for nothing.
        var signature = WebhookSignature.Read(request.Headers[sender.SignatureHeader])
            ?? throw new WebhookRefusedException("unsigned", StatusCodes.Status401Unauthorized, $"{sender.SignatureHeader}: sha256=… is missing or malformed. Set the webhook's secret to {sender.SecretKey}.");
        var accepted = await SecretsOfAsync(sender, cancellationToken);
        var body = await BodyAsync(request, cancellationToken);
        if (!WebhookSignature.IsOf(body.Span, signature, accepted))
            throw new WebhookRefusedException("signature", StatusCodes.Status401Unauthorized, $"{sender.SignatureHeader} was not made of this body and {sender.SecretKey}.");
        if (!request.HasJsonContentType())
            throw new WebhookRefusedException("malformed", StatusCodes.Status415UnsupportedMediaType, "Set the webhook's content type to application/json.");
        try
        {
            return Delivery(sender, request, body);
        }
        catch (VaultException fault) when (fault.Error is VaultError.Invalid)
        {
            throw Malformed(fault.Message);
        }
        // A name that is half of a character is found when it is asked for.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw Malformed("The body is no JSON.");
        }
    }

    private WebhookDelivery Delivery(WebhookSender sender, HttpRequest request, ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        if (root.ValueKind is not JsonValueKind.Object)
            throw Malformed("The body is no JSON object.");
        // Signed with the body, where there is one; GitHub sends none.
        if (sender.Name != "github" && root.TryGetProperty("timestamp", out var stamp) && !(stamp.TryGetMilliseconds(out var at) && IsRecent(at)))
            throw new WebhookRefusedException("old", StatusCodes.Status400BadRequest, "The delivery's timestamp is older than two hours, lies in the future, or is no time in milliseconds.");
        var id = request.Headers[sender.DeliveryHeader] switch { [{ Length: > 0 } only] => only, _ => null };
        if (id is null && sender.NeedsDelivery)
            throw Malformed($"{sender.DeliveryHeader} is missing.");
        var type = sender.TypeMembers.Select(member => TextOf(root, member)).FirstOrDefault(text => text is not null)
            ?? (sender.TypeHeader is { } header && request.Headers[header] is [{ } named] ? named : null);
        var action = TextOf(root, "action") is { } text && WebhookDelivery.IsWord(text) ? text : null;
        return WebhookDelivery.Of(sender.Name, id, type, action, body);
    }

    private async Task<IReadOnlyList<SecretValue>> SecretsOfAsync(WebhookSender sender, CancellationToken cancellationToken)
    {
        try
        {
            return await secrets.GetAsync(sender.SecretKey, cancellationToken);
        }
        catch (SecretNotFoundException)
        {
            throw new WebhookRefusedException(
                "no-secret", StatusCodes.Status503ServiceUnavailable, $"{sender.SecretKey} is set nowhere: nothing of {sender.Name} is believed. 'devflow generate {sender.SecretKey}' makes one.");
        }
        catch (SecretRefusedException)
        {
            throw new WebhookRefusedException("no-secret", StatusCodes.Status503ServiceUnavailable, $"{sender.SecretKey} cannot be had now; 'devflow explain {sender.SecretKey}' says why.");
        }
    }

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MaxBytes;
        try
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellationToken);
            return body.TryGetBuffer(out var bytes) ? bytes.AsMemory() : body.ToArray();
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            throw new WebhookRefusedException("too-large", StatusCodes.Status413PayloadTooLarge, $"A delivery has at most {MaxBytes:N0} bytes.");
        }
    }

    private bool IsRecent(DateTimeOffset at) => at - time.GetUtcNow() is var ahead && ahead >= -_longestAgo && ahead <= _clocksDiffer;

    private static string? TextOf(JsonElement root, string member) => root.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static WebhookRefusedException Malformed(string message) => new("malformed", StatusCodes.Status400BadRequest, message);
}
