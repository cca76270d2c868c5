using System.CommandLine;
using System.Globalization;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Granting;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class GrantCommand
{
    public static Command Create()
    {
        var who = new Argument<string>("WHO") { Description = "user:<id>, service:<name>, or a person's name." };
        var key = new Argument<string?>("KEY") { Description = "The one key that is granted, such as STRIPE_API_KEY.", Arity = ArgumentArity.ZeroOrOne };
        var project = ProjectOption.Create();
        var environment = new Option<string>("--environment") { Description = "The project's environment.", HelpName = string.Join('|', VaultNames.Environments), Required = true };
        environment.AcceptOnlyFromAmong([.. VaultNames.Environments]);
        var all = new Option<bool>("--all") { Description = "In the place of a KEY: every key of the environment, those too that come later." };
        var write = new Option<bool>("--write") { Description = "To write new versions too. Default: to read." };
        var duration = DurationOption.Create("--for", "For how long, at most 90d.");
        duration.Required = true;
        var command = new Command("grant", "Gives somebody who is no member of a project access to one of its secrets, or to one environment, for a while.")
        {
            who, key, project, environment, all, write, duration, GrantListCommand.Create(), GrantRevokeCommand.Create(),
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(key) is null != result.GetValue(all))
                result.AddError("name one KEY, or write --all for the whole environment");
            if (result.GetValue(key) is { } name && VaultNames.ProblemOfKey(name) is { } problem)
                result.AddError($"a key {problem}");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var engine = parsed.Engine();
            var request = new GrantRequest(
                parsed.GetRequiredValue(who), parsed.GetRequiredValue(environment), parsed.GetValue(key), parsed.GetValue(write) ? "write" : "read", (int)parsed.GetValue(duration)!.Value.TotalSeconds);
            var of = parsed.GetRequiredValue(project);
            var grant = await engine.Api.PostAsync(ProjectOption.PathOf(of), request, JsonContext.Default.GrantRequest, JsonContext.Default.GrantOutput, cancellationToken);
            if (parsed.GetValue(GlobalOptions.Json))
            {
                Json.Print(grant, context => context.GrantOutput);
            }
            else
            {
                var until = grant.ExpiresAt.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture);
                Console.Out.WriteLine($"{grant.Principal} may {grant.Access} {of}/{grant.Environment}/{grant.Key ?? "*"} until {until}");
                Console.Out.WriteLine($"devflow grant revoke {grant.Id} --project {of}");
            }

            return ExitCodes.Fine;
        });
        return command;
    }
}
