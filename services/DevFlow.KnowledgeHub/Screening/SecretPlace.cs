using System.Text.Json.Serialization;

namespace DevFlow.KnowledgeHub.Screening;

/// <summary>A secret in a document; never the secret itself.</summary>
/// <param name="What">What it is, such as <c>value of JWT_SECRET</c> or <c>token of GitHub</c>.</param>
/// <param name="Place">Where it stands, such as <c>line 12, column 5</c>.</param>
internal sealed record SecretPlace(string What, string Place)
{
    /// <summary>Which value of the platform it is; null of a token that is known by its form.</summary>
    [JsonIgnore]
    public string? Value { get; init; }
}
