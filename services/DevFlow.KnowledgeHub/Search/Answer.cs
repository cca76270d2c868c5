namespace DevFlow.KnowledgeHub.Search;

/// <summary>An answer from the documents.</summary>
/// <param name="Text">It, with [1] where it stands on the first citation.</param>
/// <param name="Citations">What it stands on; empty when the documents say nothing of it.</param>
internal sealed record Answer([property: System.Text.Json.Serialization.JsonPropertyName("answer")] string Text, IReadOnlyList<Citation> Citations);
