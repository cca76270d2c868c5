namespace DevFlow.Secrets;

/// <summary>A part of 1Password Connect, as <c>/health</c> lists it.</summary>
/// <param name="Service">Its name: <c>sqlite</c>, <c>account_data</c>, <c>sync</c>, <c>1Password</c>.</param>
/// <param name="Status">Such as <c>ACTIVE</c>, <c>NOT_SYNCED</c>, <c>TOKEN_NEEDED</c>, <c>UNINITIALIZED</c>.</param>
public sealed record ConnectDependency(string? Service, string? Status);
