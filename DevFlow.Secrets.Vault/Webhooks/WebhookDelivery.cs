using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DevFlow.Secrets.Vault;

/// <summary>A delivery of a webhook whose sender is known.</summary>
public sealed partial class WebhookDelivery
{
    // Within a list of events it is still of a depth that readers of JSON take.
    private const int MaxDepth = 60;

    private WebhookDelivery(string source, string id, string type, string? action, string payload, byte[] digest) =>
        (Source, Id, Type, Action, Payload, Digest) = (source, id, type, action, payload, digest);

    /// <summary><c>github</c>, <c>jira</c> or <c>confluence</c>.</summary>
    public string Source { get; }

    /// <summary>The sender's id of it, which stays the same when it is sent again; the digest of the body where the sender gives none.</summary>
    public string Id { get; }

    /// <summary>What happened, in the sender's words: <c>pull_request</c>, <c>jira:issue_updated</c>, <c>page_created</c>.</summary>
    public string Type { get; }

    /// <summary>What was done, where the sender tells it apart: <c>opened</c>.</summary>
    public string? Action { get; }

    /// <summary>The body, a JSON object.</summary>
    public string Payload { get; }

    /// <summary>The SHA-256 of the body.</summary>
    internal byte[] Digest { get; }

    /// <summary>A delivery, when all of it is of the form that it has to be.</summary>
    /// <param name="source"><c>github</c>, <c>jira</c> or <c>confluence</c>.</param>
    /// <param name="id">The sender's id of it; null where it gives none.</param>
    /// <param name="type">What happened.</param>
    /// <param name="action">What was done; null where the sender does not tell it apart.</param>
    /// <param name="body">The body as it came.</param>
    /// <exception cref="VaultException">Something given is not acceptable; the message quotes none of it.</exception>
    public static WebhookDelivery Of(string source, string? id, string? type, string? action, ReadOnlyMemory<byte> body)
    {
        if (source is not ("github" or "jira" or "confluence"))
            throw Invalid("The source is one of: github, jira, confluence.");
        if (type is null || !IsWord(type))
            throw Invalid("What happened, the type of the event, is missing, or is no word of 1 to 100 letters, digits, '_', ':', '.' and '-'.");
        if (action is not null && !IsWord(action))
            throw Invalid("The action of the event is no word of 1 to 100 letters, digits, '_', ':', '.' and '-'.");
        if (id is not null && !Ids.IsMatch(id))
            throw Invalid("The id of the delivery is not of 1 to 200 visible ASCII characters.");
        try
        {
            using var json = JsonDocument.Parse(body, new() { MaxDepth = MaxDepth });
            if (json.RootElement.ValueKind is not JsonValueKind.Object)
                throw Invalid("The body is no JSON object.");
        }
        catch (JsonException)
        {
            throw Invalid($"The body is no JSON, or is nested more than {MaxDepth} times.");
        }

        var digest = SHA256.HashData(body.Span);
        return new(source, id ?? Convert.ToHexStringLower(digest), type, action, Encoding.UTF8.GetString(body.Span), digest);
    }

    /// <summary>Whether it may be the type of an event, or an action.</summary>
    /// <param name="text">It.</param>
    public static bool IsWord(string text) => Words.IsMatch(text);

    private static VaultException Invalid(string message) => new(VaultError.Invalid, message);

    [GeneratedRegex(@"\A[A-Za-z0-9_:.\-]{1,100}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Words { get; }

    [GeneratedRegex(@"\A[!-~]{1,200}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Ids { get; }
}
