namespace DevFlow.KnowledgeHub.Models;

/// <summary>Texts as vectors, in the order of the texts.</summary>
internal sealed record Embeddings(string Model, IReadOnlyList<ReadOnlyMemory<float>> Vectors);
