namespace DevFlow.Secrets;

/// <summary>The vault that an item lies in.</summary>
/// <param name="Id">The vault's id.</param>
public sealed record ConnectItemVault(string Id);
