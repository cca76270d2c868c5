using System.CommandLine;
using DevFlow.Cli.Moving;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class GenerateCommand
{
    private const int MaxBytes = 4096;

    private static readonly Argument<string[]> _keys = KeyArgument.CreateSeveral("The keys that get a value. Without one, a value is printed to a pipe.");
    private static readonly Option<bool> _base64 = new("--base64") { Description = "In base64, as openssl rand -base64. Default for SECRET_ENCRYPTION_KEY." };
    private static readonly Option<bool> _hex = new("--hex") { Description = "In hex digits, as openssl rand -hex. Default for every other key." };
    private static readonly Option<int> _bytes = CreateBytes();
    private static readonly Option<string> _to = StoreOption.Create("--to", "Where it is written: .env, or 1Password where config/secrets.yaml refers to.");
    private static readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace what is set: whoever uses the old value then has to get the new one." };
    private static readonly Option<bool> _reveal = new("--reveal") { Description = "Print to a terminal too." };

    public static Command Create()
    {
        var command = new Command("generate", "Makes up random secrets and sets them, or prints one for a pipe.") { _keys, _base64, _hex, _bytes, _to, _overwrite, _reveal };
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(_base64) && parsed.GetValue(_hex)
            ? throw new UsageException("a secret is in base64 or in hex digits, not in both", "leave one of the two out")
            : parsed.GetValue(_keys) is { Length: > 0 } keys ? SetAsync(parsed, keys, cancellationToken) : Task.FromResult(Print(parsed)));
        return command;
    }

    private static int Print(ParseResult parsed)
    {
        if (!Console.IsOutputRedirected && !parsed.GetValue(_reveal))
            throw new UsageException("stdout is a terminal", "name the keys that are to get a value, pipe it, or print it with --reveal");
        if (parsed.GetValue(GlobalOptions.Json))
            throw new UsageException("a value alone is no document", "name the keys that are to get one, or leave --json out");
        Console.Out.WriteLine(Make(parsed, key: ""));
        return ExitCodes.Fine;
    }

    private static async Task<int> SetAsync(ParseResult parsed, string[] keys, CancellationToken cancellationToken)
    {
        await using var workspace = parsed.Workspace();
        var store = parsed.Store(_to, workspace);
        var now = TimeProvider.System.GetUtcNow();
        var candidates = keys.Distinct(StringComparer.Ordinal).Select(key => new MoveCandidate(key, "generated", new SecretValue(Make(parsed, key), "generated", now)));
        using var progress = new Progress("writing");
        var planner = new MovePlanner(workspace, store, parsed.GetValue(_overwrite), mayBeExample: true);
        var plan = await planner.PlanAsync([.. candidates], cancellationToken);
        if (plan.Exists(step => !step.IsToDo))
        {
            throw new ProblemsException("nothing is generated", hint: null, [.. plan.Where(step => !step.IsToDo).Select(ProblemOf)]);
        }

        await new Mover(workspace, store, planner).RunAsync(plan, progress, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var warnings = await WarningsAsync(workspace, store, plan, cancellationToken);
        progress.Dispose();
        if (parsed.GetValue(GlobalOptions.Json))
            Json.Print(MoveOutput.Of("generated", store.Name, dryRun: false, plan), context => context.MoveOutput);
        else
            plan.Where(step => step.IsThere).ToList().ForEach(step => Console.Out.WriteLine($"{step.Key} is set in {step.To}"));
        MoveReport.SayProblems(plan);
        warnings.ForEach(Talk.Warning);
        return MoveCodes.Of(plan);
    }

    private static async Task<List<string>> WarningsAsync(
        SecretsWorkspace workspace, ISecretStore store, List<MoveStep> plan, CancellationToken cancellationToken)
    {
        var warnings = new List<string>();
        foreach (var step in plan.Where(step => step.IsThere))
            warnings.AddRange(Shadows.Of(await workspace.Resolver.ExplainAsync(step.Key, cancellationToken: cancellationToken), store.Name));
        return warnings;
    }

    private static string Make(ParseResult parsed, string key)
    {
        var bytes = parsed.GetValue(_bytes);
        return parsed.GetValue(_base64) ? RandomSecret.Base64(bytes) : parsed.GetValue(_hex) ? RandomSecret.Hex(bytes) : RandomSecret.For(key, bytes);
    }

    private static Problem ProblemOf(MoveStep step) => step.Action is MoveAction.Keep
        ? new(step.Key, $"it has a value in {step.To}", "--overwrite replaces it, and whoever uses the old one has to get the new one")
        : new(step.Key, step.Problem!.Detail, step.Problem.Remedy, MoveCodes.Of(step.Problem.Outcome));

    private static Option<int> CreateBytes()
    {
        var bytes = new Option<int>("--bytes") { Description = "How many random bytes it has.", HelpName = "COUNT", DefaultValueFactory = _ => RandomSecret.Bytes };
        bytes.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out var count) && count is >= 1 and <= MaxBytes))
                result.AddError($"--bytes has to be a number from 1 to {MaxBytes}");
        });
        return bytes;
    }
}
