#pragma warning disable MA0048 // The six are one thought.
namespace DevFlow.Cli.Tests;

/// <summary>One step of a <see cref="Script"/>.</summary>
internal abstract record ScriptStep;

internal sealed record EnvStep(string Key, string Value) : ScriptStep;

internal sealed record WriteStep(string File, string Text) : ScriptStep;

internal sealed record ConnectStep(string VaultsYaml) : ScriptStep;

internal sealed record EngineStep(string Answers) : ScriptStep;

internal sealed record RunStep(string Command, IReadOnlyList<string> Answer) : ScriptStep;
