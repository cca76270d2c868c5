namespace DevFlow.Secrets.Vault;

/// <summary>How it went when a link was opened.</summary>
/// <param name="Outcome">One of <see cref="ShareOutcome"/>.</param>
/// <param name="Content">What is shared, encrypted; null unless it was opened.</param>
/// <param name="Remaining">How often it can be opened still; after a wrong passphrase, how many more are let in to try.</param>
public sealed record ShareOpening(string Outcome, ReadOnlyMemory<byte>? Content, int Remaining);
