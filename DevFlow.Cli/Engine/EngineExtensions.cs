using System.CommandLine;

namespace DevFlow.Cli.Engine;

internal static class EngineExtensions
{
    /// <summary>The Workflow Engine of the folder that the command works in.</summary>
    public static EngineClient Engine(this ParseResult parsed) => new(parsed.Workspace());
}
