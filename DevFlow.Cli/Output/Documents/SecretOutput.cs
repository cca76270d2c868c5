namespace DevFlow.Cli.Output;

internal sealed record SecretOutput(string Key, string Path, string Tier, bool Secret, bool Required, string State, string? Source, string? Reference);
