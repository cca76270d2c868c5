using System.CommandLine;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Leasing;

namespace DevFlow.Cli.Commands;

internal static class LeaseCommand
{
    public const string Name = "lease";

    public static Command Create()
    {
        var profile = new Argument<string>("PROFILE") { Description = "What the login may do: read-only, read-write, or another profile of the engine." };
        var program = new Argument<string[]>("COMMAND") { Description = "The program and its arguments, behind --.", Arity = ArgumentArity.OneOrMore };
        var ttl = DurationOption.Create("--ttl", "For how long the login is, if devflow dies; while the program runs it is renewed. Default: the profile's.");
        var command = new Command(Name, "Runs a program with a database login of its own, in PGUSER, PGPASSWORD and DATABASE_URL. The login ends with the program.")
        {
            ttl, profile, program, LeaseListCommand.Create(), LeaseRevokeCommand.Create(),
        };
        command.SetAction((parsed, cancellationToken) => LeasedProgram.RunAsync(
            parsed.Engine(), parsed.GetRequiredValue(profile), parsed.GetValue(ttl), parsed.GetRequiredValue(program), cancellationToken));
        return command;
    }
}
