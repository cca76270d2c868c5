using System.CommandLine;
using DevFlow.Cli.Moving;
using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class UnsetCommand
{
    public static Command Create()
    {
        var key = KeyArgument.Create();
        var from = StoreOption.Create("--from", "Where it is removed: from .env, or from 1Password.");
        var command = new Command("unset", "Removes one secret from .env, with its line and the comment on it, or from 1Password.") { key, from };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(key);
            await using var workspace = parsed.Workspace();
            var store = parsed.Store(from, workspace);
            var answer = (await store.ReadAsync([name], cancellationToken))[name];
            var empty = store.Name == SecretSourceNames.DotEnv && workspace.Layers.Documents[0].TryGet(name, out var line) && line.IsEmpty ? line : null;
            if (answer.Outcome is not SourceOutcome.Found && empty is null)
                throw new SecretStoreException(answer.Outcome, $"{name} is not removed: {answer.Detail}", answer.Remedy ?? $"'devflow explain {name}' says where it comes from");
            var place = empty is null ? answer.Detail : $"{empty.Path}:{empty.Line}";
            await store.RemoveAsync([name], cancellationToken);
            workspace.Reload();
            workspace.Invalidate(new() { Key = name });

            var explanation = await workspace.Resolver.ExplainAsync(name, cancellationToken: cancellationToken);
            List<string> warnings = explanation is { Winner: { } winner, WinningStep: { } step }
                ? [$"{name} still comes from {Words.Of(winner)} ({step.Detail})"]
                : [];
            if (parsed.GetValue(GlobalOptions.Json))
            {
                Json.Print(new(name, store.Name, place, Changed: true, explanation.Winner, warnings), context => context.SetOutput);
            }
            else
            {
                Console.Out.WriteLine($"{name} is removed from {place}");
                warnings.ForEach(Talk.Warning);
            }

            return ExitCodes.Fine;
        });
        return command;
    }
}
