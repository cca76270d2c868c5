namespace DevFlow.WorkflowEngine.Access;

/// <summary>Who acts for the one whose token it is.</summary>
/// <param name="Sub">The principal.</param>
internal sealed record IntrospectedActor(string Sub);
