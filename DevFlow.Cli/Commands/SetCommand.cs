using System.CommandLine;
using DevFlow.Cli.Moving;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class SetCommand
{
    public static Command Create()
    {
        var key = KeyArgument.Create();
        // Judged below, where KEY=value gets an answer of its own.
        key.Validators.Clear();
        var surplus = new Argument<string[]>("VALUE") { Arity = ArgumentArity.ZeroOrMore, Hidden = true };
        var to = StoreOption.Create("--to", "Where it is written: .env, or 1Password where config/secrets.yaml refers to.");
        var file = new Option<string?>("--file") { Description = "Take the value from a file instead of stdin.", HelpName = "PATH" };
        var command = new Command(
            "set",
            "Sets one secret. The value comes from a pipe, a file or a prompt, never from the command line, and loses one line break at its end.")
        {
            key, surplus, to, file,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = KeyOf(parsed.GetRequiredValue(key), parsed.GetValue(surplus));
            await using var workspace = parsed.Workspace();
            var store = parsed.Store(to, workspace);
            var value = await ValueInput.ReadAsync(name, parsed.GetValue(file), cancellationToken);
            if (store.FindProblem(name, value) is { } problem)
                throw new SecretStoreException(problem.Outcome, $"{name} cannot be written to {Words.Of(store.Name)}: {problem.Detail}", problem.Remedy);

            using var progress = new Progress("writing");
            var planner = new MovePlanner(workspace, store, overwrite: true, mayBeExample: true);
            var plan = await planner.PlanAsync([new(name, value.Source, value)], cancellationToken);
            await new Mover(workspace, store, planner).RunAsync(plan, progress, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            if (plan[0].Problem is { } failure)
                throw failure;

            var explanation = await workspace.Resolver.ExplainAsync(name, cancellationToken: cancellationToken);
            progress.Dispose();
            var warnings = Shadows.Of(explanation, store.Name).ToList();
            if (parsed.GetValue(GlobalOptions.Json))
            {
                Json.Print(
                    new(name, store.Name, store.PlaceOf(name)!, plan[0].IsToDo, explanation.Winner, warnings), context => context.SetOutput);
            }
            else
            {
                Console.Out.WriteLine(plan[0].IsToDo ? $"{name} is set in {store.PlaceOf(name)}" : $"{name} has this value in {store.PlaceOf(name)} already");
                warnings.ForEach(Talk.Warning);
            }

            return ExitCodes.Fine;
        });
        return command;
    }

    // What was typed there may be the value, so it is not repeated.
    private static string KeyOf(string typed, string[]? surplus)
    {
        var equals = typed.IndexOf('=');
        var name = equals < 0 ? typed : typed[..equals];
        if (equals >= 0 || surplus is { Length: > 0 })
        {
            throw new UsageException(
                "a value does not belong on the command line: the shell keeps it in its history, and ps shows it to others",
                $"type 'devflow set {(IsUsualKey(name) ? name : "KEY")}' and give the value where it asks, or pipe it in; "
                    + "a real value that was typed here should be replaced by a new one");
        }

        return KeyArgument.IsKey(name)
            ? name
            : throw new UsageException("KEY has to be an environment key, such as AOSENTRY_API_KEY", "'devflow set --help' shows how it is used");
    }

    // What stands before a = may be the beginning of a value in base64.
    private static bool IsUsualKey(string text) =>
        KeyArgument.IsKey(text) && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_');
}
