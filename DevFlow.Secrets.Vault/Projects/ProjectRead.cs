namespace DevFlow.Secrets.Vault;

/// <summary>What came of reading a project's secret.</summary>
/// <param name="Outcome">For the record, one of <see cref="SecretOutcomes"/>.</param>
/// <param name="Value">The value; null when there is none.</param>
/// <param name="Fault">Why it cannot be told whether there is one.</param>
internal sealed record ProjectRead(string Outcome, SecretValue? Value, VaultException? Fault);
