namespace DevFlow.Hosting.ApplicationModel;

/// <summary>How a resource stands to another: for those who show the model, without effect on how it runs.</summary>
internal sealed record ResourceRelationshipAnnotation(IResource Resource, string Type) : IResourceAnnotation
{
    public const string Reference = "Reference";
    public const string Parent = "Parent";
}
