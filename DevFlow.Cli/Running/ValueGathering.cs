using DevFlow.Cli.Output;
using DevFlow.Secrets;

namespace DevFlow.Cli.Running;

/// <summary>
/// Finds a value for every key of the catalog, of the .env files and of the files named with --env-file. What cannot be had is gathered too, so that
/// all of it is said at once.
/// </summary>
/// <param name="workspace">The folder.</param>
/// <param name="files">What beats it.</param>
/// <param name="inherited">The environment of devflow itself.</param>
internal sealed class ValueGathering(SecretsWorkspace workspace, EnvFiles files, IDictionary<string, string?> inherited)
{
    private bool IsConnected => workspace.Settings.Get(DevFlowSettingKeys.ConnectToken) is not null;

    /// <exception cref="ProblemsException">A value that somebody refers to, or that the mode requires, cannot be had.</exception>
    public async Task<ChildVariables> GatherAsync(CancellationToken cancellationToken)
    {
        if (IsConnected)
            await workspace.Resolver.PreloadAsync(workspace.Catalog, cancellationToken);

        // All at once: what asks a server waits for it once, and what is put on record is written in one go.
        using var progress = new Progress("asking for secrets");
        var asking = Keys().ConvertAll(key => AskAsync(key, cancellationToken));
        var answers = new List<KeyAnswer>(asking.Count);
        foreach (var one in asking)
        {
            answers.Add(await one);
            progress.Report((double)answers.Count / asking.Count);
        }

        progress.Dispose();
        Say(answers);
        var variables = new ChildVariables(workspace.Catalog, inherited);
        foreach (var answer in answers.Where(answer => answer.Value is not null))
            variables.Set(answer.Key, answer.Value!, answer.IsReferred);
        foreach (var fault in Faults.Where(fault => fault.Key is null || !variables.Has(fault.Key)))
            Talk.Warning($"{fault.Path}:{fault.Line}:{fault.Column}: {fault.Message}");
        return variables;
    }

    // What is lost of the .env files.
    private IEnumerable<DotEnvDiagnostic> Faults => workspace.Layers.Diagnostics.Where(fault => fault.Severity is FindingSeverity.Error);

    private static void Say(List<KeyAnswer> answers)
    {
        List<Problem> problems = [.. answers.Where(answer => answer is { Problem: not null, IsOptional: false }).Select(answer => answer.Problem!)];
        if (problems.Count > 0)
            throw new ProblemsException("not every value can be had, and nothing is started", "'devflow explain KEY' says what each source answers", problems);

        List<string> leftOut = [.. answers.Where(answer => answer.Problem is not null).Select(answer => answer.Key)];
        TalkLogger.Instance.SayPassedOver(except: leftOut);
        if (leftOut.Count > 0)
            Talk.Warning($"without {string.Join(", ", leftOut)}, which cannot be had just now: 'devflow explain {leftOut[0]}' says why");
    }

    private List<string> Keys() =>
    [
        .. workspace.Catalog.Entries.Select(entry => entry.Key)
            .Concat(workspace.Layers.Documents.SelectMany(document => document.Entries).Select(entry => entry.Key))
            .Concat(files.ByKey.Keys)
            .Concat(inherited.Where(pair => SecretReference.LooksLikeReference(pair.Value)).Select(pair => pair.Key))
            .Concat([DevFlowSettingKeys.ConnectToken, DevFlowSettingKeys.Session])
            .Distinct(StringComparer.Ordinal),
    ];

    private async Task<KeyAnswer> AskAsync(string key, CancellationToken cancellationToken)
    {
        var (text, where) = Written(key);
        if (text is not null && !SecretReference.LooksLikeReference(text))
            return new(key) { Value = text };
        try
        {
            if (text is not null)
                return await FollowAsync(key, text, where, cancellationToken);
            return await workspace.Resolver.TryGetAsync(key, cancellationToken: cancellationToken) is { } value
                ? new(key) { Value = value.Reveal(), IsReferred = value.Reference is not null }
                : Blamed(await JudgeAsync(key, cancellationToken));
        }
        catch (SecretRefusedException refused)
        {
            return Without(key, refused.Step);
        }
    }

    // What is taken as it is written: sources are asked for secrets, and settings and what only .env knows and nothing calls a secret are none.
    private (string? Text, string Where) Written(string key)
    {
        if (files.ByKey.TryGetValue(key, out var given))
            return (given.Reveal(), $"{given.Path}:{given.Line}");
        if (workspace.Catalog.TryGet(key, out _))
            return (null, "");
        if (DevFlowSettingKeys.Contains(key))
            return workspace.Settings.Find(key);
        return !SecretNames.Says(key) && workspace.Layers.TryGet(key, out var entry) && !entry.IsEmpty && !SecretReference.LooksLikeReference(entry.Reveal())
            ? (entry.Reveal(), "")
            : (null, "");
    }

    private async Task<KeyAnswer> FollowAsync(string key, string text, string where, CancellationToken cancellationToken)
    {
        if (!SecretReference.TryParse(text, out var reference, out var fault))
            return Missing(new(where, $"{key} holds a malformed op:// reference: {fault}", $"mend the reference at {where}", ExitCodes.NotFound));

        SourceStep step;
        try
        {
            // The cascade goes on to other sources; this value is to come from nowhere else.
            if (await workspace.Resolver.TryGetAsync(key, reference, cancellationToken) is { } value && reference.Equals(value.Reference))
                return new(key) { Value = value.Reveal(), IsReferred = true };
            var explanation = await workspace.Resolver.ExplainAsync(key, reference, cancellationToken);
            step = explanation.Steps.First(step => step.Source == SecretSourceNames.OnePassword);
        }
        catch (SecretRefusedException refused)
        {
            step = refused.Step;
        }

        return Missing(new(where, $"{key} refers to {reference}: {step.Source}: {step.Detail}", step.Remedy, ExitCodes.Of([step])));
    }

    // No source has it: that is a problem only if somebody wrote a reference, or if a source that could not be asked may well have it.
    private async Task<KeyAnswer> JudgeAsync(string key, CancellationToken cancellationToken)
    {
        var referring = Referring(key);
        if (referring is null && !IsConnected)
            return new(key);
        var explanation = await workspace.Resolver.ExplainAsync(key, cancellationToken: cancellationToken);
        if (referring is not null)
            return Missing(ProblemOf(key, explanation.Steps.First(step => step.Source == referring)));
        return explanation.Steps.FirstOrDefault(step => step.Outcome is SourceOutcome.Unavailable or SourceOutcome.Denied or SourceOutcome.Ambiguous) is { } step
            ? Without(key, step)
            : new(key);
    }

    // The mode requires it, nobody else has it, and somebody wrote it where it cannot be read.
    private KeyAnswer Blamed(KeyAnswer answer) =>
        answer is { Value: null, Problem: null } && IsRequired(answer.Key) && Faults.FirstOrDefault(fault => fault.Key == answer.Key) is { } fault
            ? Missing(new($"{fault.Path}:{fault.Line}:{fault.Column}", $"{answer.Key} is faulty: {fault.Message}", Remedy: null, ExitCodes.NotFound))
            : answer;

    private bool IsRequired(string key) => workspace.Catalog.TryGet(key, out var entry) && entry.IsRequiredIn(workspace.Mode);

    private KeyAnswer Without(string key, SourceStep step) => IsRequired(key) || Referring(key) is not null
        ? Missing(ProblemOf(key, step))
        : new(key) { Problem = ProblemOf(key, step), IsOptional = true };

    // The source whose own line for the key is a reference.
    private string? Referring(string key) =>
        workspace.Layers.TryGet(key, out var entry) && SecretReference.LooksLikeReference(entry.Reveal()) ? SecretSourceNames.DotEnv
        : inherited.TryGetValue(key, out var value) && SecretReference.LooksLikeReference(value) ? SecretSourceNames.Environment
        : null;

    private static KeyAnswer Missing(Problem problem) => new(problem.Where) { Problem = problem };

    private static Problem ProblemOf(string key, SourceStep step) => new(key, $"{step.Source}: {step.Detail}", step.Remedy, ExitCodes.Of([step]));
}
