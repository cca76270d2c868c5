namespace DevFlow.Secrets;

/// <summary>An access is refused because it cannot be audited and the audit is required.</summary>
/// <param name="message">What is wrong, where, and what to do.</param>
/// <param name="cause">Why the sink could not write.</param>
public sealed class SecretAuditException(string message, Exception? cause = null) : Exception(message, cause);
