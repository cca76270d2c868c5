using System.CommandLine;
using DevFlow.Cli.Breaching;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Moving;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class BreachDeclareCommand
{
    private static readonly Option<string?> _reason = new("--reason") { Description = "Why. It is kept in the timeline, and told: no secret belongs into it.", HelpName = "TEXT" };
    private static readonly Option<bool> _dryRun = new("--dry-run") { Description = "Shows what would be done, and changes nothing." };
    private static readonly Option<bool> _yes = new("--yes") { Description = "Do not ask before it is done." };
    private static readonly Option<bool> _noWait = new("--no-wait") { Description = "Declares, and does not wait for the engine's part." };

    private static readonly IReadOnlyList<(string Scope, Option<string?> Option)> _scopes =
    [
        ("secret", new("--secret") { Description = "One secret. A project's is written project/NAME/ENVIRONMENT/KEY.", HelpName = "KEY" }),
        ("service", new("--service") { Description = "All that a service could read, and what it holds.", HelpName = "NAME" }),
        ("user", new("--user") { Description = "All that a person could read, and what the person gets in with.", HelpName = "NAME" }),
        ("tier", new("--tier") { Description = "All secrets of a tier.", HelpName = "system|user|project" }),
    ];

    public static Command Create()
    {
        var command = new Command("declare", "Declares a breach: shows what was reachable, asks, and then rotates, revokes and tells; what only people can do is named.")
        {
            _reason, _dryRun, _yes, _noWait,
        };
        foreach (var (_, option) in _scopes)
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (_scopes.Count(of => !string.IsNullOrEmpty(result.GetValue(of.Option))) != 1)
                result.AddError("a breach is of one of --secret, --service, --user and --tier");
            if (!result.GetValue(_dryRun) && string.IsNullOrWhiteSpace(result.GetValue(_reason)))
                result.AddError("--reason says why, for whoever reads the report");
        });
        command.SetAction(DeclareAsync);
        return command;
    }

    private static async Task<int> DeclareAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var engine = parsed.Engine();
        var incidents = new Incidents(engine.Api);
        var json = parsed.GetValue(GlobalOptions.Json);
        var (scope, subject) = _scopes.Select(of => (of.Scope, Subject: parsed.GetValue(of.Option))).First(of => !string.IsNullOrEmpty(of.Subject));
        var call = new IncidentCall(scope, subject!, parsed.GetValue(_reason));
        if (parsed.GetValue(_dryRun) || !json)
        {
            var plan = await incidents.PlanAsync(call, cancellationToken);
            if (json)
                Json.Print(plan, context => context.IncidentPlanOutput);
            else
                IncidentText.Plan(plan);
        }

        if (parsed.GetValue(_dryRun))
            return ExitCodes.Fine;
        if (!parsed.GetValue(_yes) && !await ConfirmedAsync(scope, subject!, json, cancellationToken))
            return ExitCodes.CheckFailed;

        var record = await incidents.DeclareAsync(call, cancellationToken);
        if (!parsed.GetValue(_noWait))
            record = await FollowAsync(incidents, record, json, cancellationToken);
        if (json)
            Json.Print(record, context => context.IncidentRecordOutput);
        else
            IncidentText.End(record);
        return ExitCodes.Fine;
    }

    // The key that this is called with may be among what is revoked: that it was, is no failure of the declaration.
    private static async Task<IncidentRecordOutput> FollowAsync(Incidents incidents, IncidentRecordOutput declared, bool json, CancellationToken cancellationToken)
    {
        try
        {
            return await incidents.FollowAsync(declared.Incident.Id, one => Told(one, json), cancellationToken);
        }
        catch (VaultException fault) when (fault.Error is VaultError.Forbidden)
        {
            Talk.Error($"the incident is declared, and goes on; what it does cannot be seen with this key any more: {fault.Message}");
            return declared;
        }
    }

    private static void Told(IncidentEventOutput one, bool json)
    {
        if (!json)
            IncidentText.Event(one);
    }

    private static Task<bool> ConfirmedAsync(string scope, string subject, bool json, CancellationToken cancellationToken)
    {
        if (json || Console.IsInputRedirected || Console.IsErrorRedirected)
            throw new UsageException("nobody can be asked whether to go on, and nothing was changed", "--yes declares the breach, --dry-run only shows what would be done");
        return Prompt.ConfirmAsync($"declare a breach of {scope} {subject}, and do this?", cancellationToken);
    }
}
