namespace DevFlow.Cli.Versions;

internal sealed record RollbackOutput(string Secret, int To, int Version, bool Changed);
