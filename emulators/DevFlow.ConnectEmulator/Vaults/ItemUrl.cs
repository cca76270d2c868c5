namespace DevFlow.ConnectEmulator;

/// <summary>An address that an item is for.</summary>
/// <param name="Href">The address.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Primary">Whether it is the first to be offered.</param>
public sealed record ItemUrl(string Href, string? Label, bool Primary);
