using System.Globalization;

namespace DevFlow.Secrets;

/// <summary>Reads one request of a rotator's file.</summary>
internal sealed class HttpStepReader(CatalogProblems problems, string step, YamlMap node, IReadOnlySet<string> allowed)
{
    private static readonly string[] _names = ["method", "url", "headers", "json", "form", "expect"];
    private static readonly string[] _methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
    private static readonly string[] _ownHeaders = ["host", "connection", "content-type", "content-length", "transfer-encoding", "expect", "upgrade", "te", "trailer"];
    private static readonly string[] _credentialWords = ["authorization", "cookie", "token", "secret", "api-key", "apikey"];

    private readonly RotatorMap _map = new(problems, node, $"step '{step}'", [.. _names, .. step switch
    {
        RotatorSteps.Prove => ["keep"],
        RotatorSteps.Create => ["value", "keep", "idempotency"],
        RotatorSteps.List => ["items", "where", "keep"],
        _ => (string[])[],
    }]);

    /// <summary>The step, or null when it is not whole.</summary>
    public HttpStep? Read()
    {
        _map.Missing("url", "write the address of the request, such as https://api.example.com/keys");
        var url = ReadUrl();
        var read = new HttpStep
        {
            Name = step,
            Place = _map.PlaceOf(node),
            Method = ReadMethod(),
            Url = url ?? TextTemplate.TryParse("", out _)!,
            Headers = [.. ReadHeaders()],
            Json = ReadJson(),
            Form = node.Find("form") is null ? null : [.. ReadForm()],
            Expected = ReadExpected(),
            Value = ReadPointer("value"),
            Kept = [.. ReadKept()],
            IdempotencyHeader = ReadIdempotencyHeader(),
            Items = ReadPointer("items"),
            Where = [.. ReadWhere()],
        };
        if (read is { Json: not null, Form: not null })
            _map.Error("rotator-body", node.Find("form")!, $"step '{step}' has two bodies, json: and form:", "remove one of them");
        return url is null ? null : read;
    }

    private HttpMethod ReadMethod()
    {
        if (_map.FindText("method", "a method of HTTP") is not { } text)
            return step is RotatorSteps.Create ? HttpMethod.Post : step is RotatorSteps.Retire or RotatorSteps.RollBack ? HttpMethod.Delete : HttpMethod.Get;
        if (!_methods.Contains(text.Text))
            _map.Error("rotator-method", text, $"the method of step '{step}' is unknown", $"write one of {string.Join(", ", _methods)}");
        return new(text.Text);
    }

    private TextTemplate? ReadUrl()
    {
        if (_map.FindText("url", "an address") is not { } text || Template(text) is not { } url)
            return null;
        if (HttpAddress.ProblemOf(url, $"url of step '{step}'") is not { } problem)
            return url;
        _map.Error("rotator-url", text, problem.Message, problem.Remedy);
        return null;
    }

    private IEnumerable<(string, TextTemplate)> ReadHeaders()
    {
        foreach (var (name, value) in _map.FindTexts("headers", "{ Authorization: \"Bearer ${current}\" }"))
        {
            var lower = name.Text.ToLowerInvariant();
            if (lower.Length == 0 || lower.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')) || _ownHeaders.Contains(lower))
                _map.Error("rotator-header", name, $"a header of step '{step}' cannot be set", "write a name of letters, digits and -; Host, Content-Type and those of the connection come by themselves");
            else if (Template(value) is not { } template)
                continue;
            else if (template.Source.Any(char.IsControl))
                _map.Error("rotator-header", value, $"the header '{name.Text}' of step '{step}' holds a control character", "write it on one line");
            else if (!template.Names.Any() && _credentialWords.Any(word => lower.Contains(word, StringComparison.Ordinal)))
                _map.Error("rotator-plain-value", value, $"the header '{name.Text}' of step '{step}' holds a plain value: this file is committed, and no place for one", "put the value into .env or 1Password, and ${secret:KEY} here");
            else
                yield return (name.Text, template);
        }
    }

    private IEnumerable<(string, TextTemplate)> ReadForm()
    {
        foreach (var (name, value) in _map.FindTexts("form", "{ name: \"devflow-${run}\" }"))
        {
            if (Template(value) is { } template)
                yield return (name.Text, template);
        }
    }

    private JsonTemplate? ReadJson() => node.Find("json") is { } json ? JsonTemplate.Read(json, Template) : null;

    private IReadOnlyList<int> ReadExpected()
    {
        var standard = Enumerable.Range(200, 100);
        if (node.Find("expect") is not { } value)
            return [.. step is RotatorSteps.Retire or RotatorSteps.RollBack ? standard.Append(404).Append(410) : standard];
        var codes = value is YamlList list ? list.Items : [value];
        if (codes.Count > 0 && codes.TrueForAll(code => code is YamlText text && CodeOf(text) is not null))
            return [.. codes.Select(code => CodeOf((YamlText)code)!.Value)];
        _map.Error("rotator-expect", value, $"'expect' of step '{step}' is no list of codes of HTTP", "write codes from 200 to 299 or 400 to 499, such as [200, 404]; a redirect is never followed");
        return [];
    }

    private JsonPointer? ReadPointer(string name) => _map.FindText(name, "a JSON pointer") is { } text ? PointerOf(text) : null;

    private JsonPointer? PointerOf(YamlText text)
    {
        var pointer = JsonPointer.TryParse(text.Text);
        if (pointer is null)
            _map.Error("rotator-pointer", text, $"a place in the answer of step '{step}' is no JSON pointer (RFC 6901)", "write one such as /data/0/id");
        return pointer;
    }

    private IEnumerable<(string, JsonPointer)> ReadKept()
    {
        foreach (var (name, at) in _map.FindTexts("keep", "{ id: /id }"))
        {
            if (!TemplateName.IsNote(name.Text))
                _map.Error("rotator-keep", name, $"a name in 'keep' of step '{step}' cannot be used as ${{candidate.NAME}}", "write up to 40 lower-case letters, digits, _ and -");
            else if (at.Text == (node.Find("value") as YamlText)?.Text)
                _map.Error("rotator-keep", at, $"'keep' of step '{step}' keeps the new value itself", "keep the key's id; the value is ${candidate}");
            else if (PointerOf(at) is { } pointer)
                yield return (name.Text, pointer);
        }
    }

    private string? ReadIdempotencyHeader()
    {
        if (_map.FindText("idempotency", "the name of a header") is not { } text)
            return null;
        if (text.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && !_ownHeaders.Contains(text.Text.ToLowerInvariant()))
            return text.Text;
        _map.Error("rotator-header", text, $"'idempotency' of step '{step}' is not the name of a header", "write the header by which the provider recognises a request that comes again, such as Idempotency-Key");
        return null;
    }

    private IEnumerable<(JsonPointer, TextTemplate)> ReadWhere()
    {
        foreach (var (at, value) in _map.FindTexts("where", "{ /name: \"devflow-${run}\" }"))
        {
            if (PointerOf(at) is { } pointer && Template(value) is { } template)
                yield return (pointer, template);
        }
    }

    private const string TemplateRemedy = "write ${current}, ${candidate}, ${run}, ${secret:KEY} or what is kept, such as ${candidate.id}; $${ is a ${ of its own";

    private TextTemplate? Template(YamlText text)
    {
        if (TextTemplate.TryParse(text.Text, out var problem) is not { } template)
        {
            _map.Error("rotator-template", text, $"a text of step '{step}' cannot be read: {problem}", TemplateRemedy);
            return null;
        }

        return CheckNames(text, template) ? template : null;
    }

    private bool CheckNames(YamlText at, TextTemplate template)
    {
        var unknown = template.Names.Where(name => !allowed.Contains($"{name}") && !(name.Kind is TemplateName.Secret && allowed.Contains(TemplateName.Secret))).ToList();
        foreach (var name in unknown)
        {
            _map.Error(
                "rotator-name", at, $"{name} is not known in step '{step}'",
                $"there are {string.Join(", ", allowed.Where(one => one != TemplateName.Secret).Order(StringComparer.Ordinal))}{(allowed.Contains(TemplateName.Secret) ? " and ${secret:KEY}" : "")}; what a later step needs is kept with keep: in 'prove' or 'create'");
        }

        return unknown.Count == 0;
    }

    private static int? CodeOf(YamlText text) =>
        int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is (>= 200 and <= 299) or (>= 400 and <= 499) ? code : null;
}
