namespace DevFlow.Secrets;

/// <summary>Reads a rotator whose provider makes and ends keys over HTTP.</summary>
internal sealed class HttpRotatorReader(CatalogProblems problems, YamlMap root)
{
    private static readonly string[] _names =
        ["kind", "description", "timeout", "overlap", RotatorSteps.Prove, RotatorSteps.Create, RotatorSteps.List, RotatorSteps.Test, RotatorSteps.Retire, RotatorSteps.RollBack];

    private readonly RotatorMap _map = new(problems, root, "a rotator", _names);

    /// <summary>The description; null when a part of it is missing.</summary>
    public HttpRotatorDescription? Read()
    {
        foreach (var step in (string[])[RotatorSteps.Prove, RotatorSteps.Create, RotatorSteps.Test, RotatorSteps.Retire, RotatorSteps.RollBack])
            _map.Missing(step, $"describe the request, such as {step}: {{ url: \"https://api.example.com/keys\" }}");
        _map.FindText("description", "a line of text");
        var kept = NotesOf(RotatorSteps.Prove, TemplateName.Current).ToList();
        var made = NotesOf(RotatorSteps.Create, TemplateName.Candidate).ToList();
        string[] before = ["${current}", "${run}", TemplateName.Secret, .. kept];
        string[] after = [.. before, "${candidate}", .. made];

        var prove = ReadStep(RotatorSteps.Prove, ["${current}", TemplateName.Secret]);
        var create = ReadStep(RotatorSteps.Create, before);
        var list = ReadStep(RotatorSteps.List, before);
        var test = ReadStep(RotatorSteps.Test, after);
        var retire = ReadStep(RotatorSteps.Retire, after);
        // Of a key whose value nobody has heard, the list tells all that there is to know.
        var rollBack = ReadStep(RotatorSteps.RollBack, root.Find(RotatorSteps.List) is null ? after : [.. before, .. made.Intersect(NotesOf(RotatorSteps.List, TemplateName.Candidate))]);
        Needs(prove, TemplateName.Current, "it would prove nothing of the value in force");
        Needs(test, TemplateName.Candidate, "it would test nothing of the new one");
        Needs(retire, TemplateName.Current, "it would not end the value of before");
        Needs(rollBack, TemplateName.Candidate, "it would not end the new value");
        CheckCreate(create);
        CheckList(list);
        var timeout = _map.FindNumber("timeout", 1, 60, "seconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : HttpRotatorDescription.DefaultTimeout;
        var overlap = _map.FindDuration("overlap") ?? HttpRotatorDescription.DefaultOverlap;
        return prove is null || create is null || test is null || retire is null || rollBack is null
            ? null
            : new() { Timeout = timeout, Overlap = overlap, Prove = prove, Create = create, List = list, Test = test, Retire = retire, RollBack = rollBack };
    }

    private HttpStep? ReadStep(string step, IEnumerable<string> names) => _map.FindMap(step, "{ url: \"https://api.example.com/keys\" }") is { } node
        ? new HttpStepReader(problems, step, node, names.ToHashSet(StringComparer.Ordinal)).Read()
        : null;

    private void Needs(HttpStep? step, string kind, string otherwise)
    {
        if (step is not null && !step.Names.Any(name => name.Kind == kind))
            _map.Error("rotator-name", root.Find(step.Name)!, $"step '{step.Name}' does not use ${{{kind}}} or what is kept of it: {otherwise}", $"send ${{{kind}}} in a header or in the body, or its id, such as ${{{kind}.id}}");
    }

    // The end of a process between a request and its answer must leave no key that nobody knows.
    private void CheckCreate(HttpStep? create)
    {
        if (create is null || root.Find(RotatorSteps.Create) is not YamlMap node)
            return;
        if (create.Value is null && node.Find("value") is null)
            _map.Error("rotator-missing", node, "step 'create' has no value:", "write where the answer has the new value, as a JSON pointer such as /key");
        if (node.Find("idempotency") is null == root.Find(RotatorSteps.List) is null)
        {
            _map.Error(
                "rotator-once", node, "a request to create that is cut short has to leave no key behind, and either 'idempotency' or 'list' says how",
                "with idempotency: name the header by which the provider recognises a request that comes again, or describe in list: how a key that was made for ${run} is found; not both");
        }
    }

    private void CheckList(HttpStep? list)
    {
        if (list is null || root.Find(RotatorSteps.List) is not YamlMap node)
            return;
        if (node.Find("items") is null)
            _map.Error("rotator-missing", node, "step 'list' has no items:", "write where the answer has the list, as a JSON pointer such as /keys, or \"\" for all of it");
        if (!list.Where.Any(condition => condition.Value.Names.Any(name => name.Kind is TemplateName.Run)))
            _map.Error("rotator-missing", node, "step 'list' does not tell a key of this run from others", "write where: with ${run} in it, such as { /name: \"devflow-${run}\" }, and send the same in 'create'");
    }

    private IEnumerable<string> NotesOf(string step, string kind) =>
        ((root.Find(step) as YamlMap)?.Find("keep") as YamlMap)?.Pairs.Select(pair => $"${{{kind}.{pair.Key.Text}}}") ?? [];
}
