using System.Text.Json;

namespace DevFlow.Secrets.Vault;

/// <summary>Replaces keys of a provider over HTTP, as a file of <c>config/rotators</c> describes it.</summary>
/// <param name="file">The file.</param>
/// <param name="description">What it says.</param>
/// <param name="exchange">Asks the provider.</param>
/// <param name="resolver">Knows the secrets that requests are sent with.</param>
internal sealed class HttpRotator(RotatorFile file, HttpRotatorDescription description, HttpExchange exchange, ISecretResolver resolver) : IRotator
{
    private const int LongestValue = 64 * 1024;
    private const int LongestNote = 1000;

    public string Name => file.Name;

    public bool IsDefaultFor(CatalogEntry entry) => false;

    public TimeSpan OverlapOf(CatalogEntry entry) => description.Overlap;

    public async Task ProveAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        var reply = await AskAsync(description.Prove, rotation, cancellationToken);
        foreach (var (name, text) in NotesIn(description.Prove, reply, rotation.Current))
            rotation.Notes.Keep($"{TemplateName.Current}.{name}", text);
    }

    public async Task<SecretValue> CreateAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        await EndStrayAsync(rotation, cancellationToken);
        var reply = await AskAsync(description.Create, rotation, cancellationToken);
        var value = ValueIn(reply);
        foreach (var (name, text) in NotesIn(description.Create, reply, value))
            rotation.Notes.Keep($"{TemplateName.Candidate}.{name}", text);
        return value;
    }

    // The provider accepts it since it was made.
    public Task SetAsync(RotationContext rotation, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task TestAsync(RotationContext rotation, CancellationToken cancellationToken) => AskAsync(description.Test, rotation, cancellationToken);

    public Task RetireAsync(RotationContext rotation, CancellationToken cancellationToken) => AskAsync(description.Retire, rotation, cancellationToken);

    public async Task RollBackAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        if (rotation.Candidate is not null)
            await AskAsync(description.RollBack, rotation, cancellationToken);
        else if (description.List is not null)
            await EndStrayAsync(rotation, cancellationToken);
        else
            await EndUnheardAsync(rotation, cancellationToken);
    }

    // What an attempt before made whose answer nobody heard.
    private async Task EndStrayAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        if (description.List is not { } list)
            return;
        var values = await ValuesAsync([list, description.RollBack], rotation, cancellationToken);
        var reply = Expect(list, await SendAsync(list, values, cancellationToken));
        using var document = Parse(list, reply);
        if (list.Items!.Find(document.RootElement) is not { ValueKind: JsonValueKind.Array } items)
            throw Odd(list, $"has no list at '{list.Items}'");
        foreach (var item in items.EnumerateArray().Where(item => list.Where.All(condition => condition.At.FindText(item) == condition.Value.Fill(values))))
        {
            var notes = list.Kept.ToDictionary(kept => kept.Name, kept => NoteAt(list, kept.At, item), StringComparer.Ordinal);
            Expect(description.RollBack, await SendAsync(
                description.RollBack, name => name is { Kind: TemplateName.Candidate, Name: { } note } ? notes[note] : values(name), cancellationToken));
        }
    }

    // Asked again under the same mark the provider tells of the key that it made, if it made one.
    private async Task EndUnheardAsync(RotationContext rotation, CancellationToken cancellationToken)
    {
        var create = description.Create;
        var reply = await SendAsync(create, await ValuesAsync([create], rotation, cancellationToken), cancellationToken);
        // Of a request that cannot be done none was done before. All other refusals say nothing of one that was answered to nobody, and it is asked again later.
        if (reply.Status is 400 or 404 or 422 && !create.Expected.Contains(reply.Status))
            return;
        Expect(create, reply);
        var value = ValueIn(reply);
        if (value.Reveal() == rotation.Current.Reveal())
            return;
        var notes = NotesIn(create, reply, value).ToDictionary(note => $"{TemplateName.Candidate}.{note.Name}", note => note.Text, StringComparer.Ordinal);
        foreach (var name in description.RollBack.Names.Where(name => name is { Kind: TemplateName.Current, Name: not null }))
            notes.TryAdd($"{name.Kind}.{name.Name}", NoteOf(rotation, name));
        await AskAsync(description.RollBack, rotation with { Candidate = value, Notes = new(notes) }, cancellationToken);
    }

    private async Task<HttpReply> AskAsync(HttpStep step, RotationContext rotation, CancellationToken cancellationToken) =>
        Expect(step, await SendAsync(step, await ValuesAsync([step], rotation, cancellationToken), cancellationToken));

    // Of all steps a request may come twice; of the one that makes a key only where the provider would know it again.
    private Task<HttpReply> SendAsync(HttpStep step, Func<TemplateName, string> valueOf, CancellationToken cancellationToken) => exchange.SendAsync(
        () => HttpRequests.Make(step, valueOf), $"{step.Name} ({step}, {step.Place})", description.Timeout, step != description.Create || step.IdempotencyHeader is not null, cancellationToken);

    private async Task<Func<TemplateName, string>> ValuesAsync(IEnumerable<HttpStep> steps, RotationContext rotation, CancellationToken cancellationToken)
    {
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in steps.SelectMany(step => step.Names).Where(name => name.Kind is TemplateName.Secret).Select(name => name.Name!).Distinct(StringComparer.Ordinal))
            secrets[key] = (await resolver.GetAsync(key, cancellationToken: cancellationToken)).Reveal();
        return name => name switch
        {
            { Kind: TemplateName.Secret } => secrets[name.Name!],
            { Kind: TemplateName.Run } => $"{rotation.Run}",
            { Name: not null } => NoteOf(rotation, name),
            { Kind: TemplateName.Current } => rotation.Current.Reveal(),
            _ => rotation.GetCandidate().Reveal(),
        };
    }

    private string NoteOf(RotationContext rotation, TemplateName name) => rotation.Notes.Find($"{name.Kind}.{name.Name}")
        ?? throw new RotationException($"{file.Path} was changed during the run: {name} was not kept when its step was done");

    private static HttpReply Expect(HttpStep step, HttpReply reply)
    {
        if (step.Expected.Contains(reply.Status))
            return reply;
        var hint = reply.Status switch
        {
            401 or 403 => "; the credential that it was sent with is not accepted",
            >= 300 and < 400 => "; a redirect is not followed",
            429 or >= 500 => "; the provider cannot do it now",
            _ => "",
        };
        throw new RotationException($"{step.Name} ({step}) was answered with {reply.Status}{hint} ({step.Place})");
    }

    private static JsonDocument Parse(HttpStep step, HttpReply reply) => reply.TryParse() ?? throw Odd(step, "is no JSON");

    private SecretValue ValueIn(HttpReply reply)
    {
        using var document = Parse(description.Create, reply);
        var value = description.Create.Value!.Find(document.RootElement) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
        return value.Length is > 0 and <= LongestValue && !value.Any(char.IsControl)
            ? new(value, SecretSourceNames.Vault, DateTimeOffset.UnixEpoch)
            : throw Odd(description.Create, $"has no value at '{description.Create.Value}'");
    }

    private static List<(string Name, string Text)> NotesIn(HttpStep step, HttpReply reply, SecretValue value)
    {
        if (step.Kept.Count == 0)
            return [];
        using var document = Parse(step, reply);
        var notes = step.Kept.Select(kept => (kept.Name, Text: NoteAt(step, kept.At, document.RootElement))).ToList();
        // It may stand in an address from here on.
        return notes.TrueForAll(note => !note.Text.Contains(value.Reveal(), StringComparison.Ordinal)) ? notes : throw Odd(step, "has the value itself where an id is to be kept");
    }

    private static string NoteAt(HttpStep step, JsonPointer at, JsonElement root) => at.FindText(root) is { Length: > 0 and <= LongestNote } text
        ? text
        : throw Odd(step, $"has no text or number at '{at}'");

    private static RotationException Odd(HttpStep step, string what) => new($"the answer of {step.Name} ({step}) {what} ({step.Place})");
}
