namespace DevFlow.KnowledgeHub.Search;

/// <summary>A question.</summary>
/// <param name="Question">It.</param>
/// <param name="Project">Only from documents of this project; from all by default.</param>
internal sealed record AnswerRequest(string? Question, string? Project = null);
