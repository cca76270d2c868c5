namespace DevFlow.ServiceDefaults;

/// <summary>What the Workflow Engine says of a token (RFC 7662).</summary>
internal sealed record IntrospectedToken(bool Active, string? Sub, string? Role, long? Exp, IntrospectedActor? Act = null);
