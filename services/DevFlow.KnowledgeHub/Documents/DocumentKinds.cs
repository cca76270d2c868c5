namespace DevFlow.KnowledgeHub.Documents;

/// <summary>What the points of the documents' collection are.</summary>
internal static class DocumentKinds
{
    public const string Document = "document";
    public const string Piece = "piece";
}
