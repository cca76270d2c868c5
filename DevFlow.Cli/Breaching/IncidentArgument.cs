using System.CommandLine;

namespace DevFlow.Cli.Breaching;

/// <summary>The id of an incident.</summary>
internal static class IncidentArgument
{
    public static Argument<Guid> Create() => new("ID") { Description = "The id that 'devflow breach list' shows." };
}
