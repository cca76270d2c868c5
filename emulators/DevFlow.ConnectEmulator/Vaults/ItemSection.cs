namespace DevFlow.ConnectEmulator;

/// <summary>A named group of fields.</summary>
/// <param name="Id">Unique within its item.</param>
/// <param name="Label">What people call it.</param>
public sealed record ItemSection(string Id, string? Label);
