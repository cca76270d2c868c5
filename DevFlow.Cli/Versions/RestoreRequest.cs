namespace DevFlow.Cli.Versions;

/// <summary>Which version the old value is to replace.</summary>
internal sealed record RestoreRequest(int ExpectedVersion);
