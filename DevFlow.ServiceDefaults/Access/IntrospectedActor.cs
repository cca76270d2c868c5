namespace DevFlow.ServiceDefaults;

/// <summary>Who acts for the one whose token it is (RFC 8693, section 4.4).</summary>
internal sealed record IntrospectedActor(string Sub);
