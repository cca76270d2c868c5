namespace DevFlow.Secrets;

/// <summary>One request of a rotator that is described in a file.</summary>
internal sealed record HttpStep
{
    /// <summary>The step's name in the file.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands, such as <c>config/rotators/acme.yaml:12:3</c>.</summary>
    public required string Place { get; init; }

    public required HttpMethod Method { get; init; }

    public required TextTemplate Url { get; init; }

    public IReadOnlyList<(string Name, TextTemplate Value)> Headers { get; init; } = [];

    /// <summary>The body as JSON; null for none.</summary>
    public JsonTemplate? Json { get; init; }

    /// <summary>The body as fields of a form; null for none.</summary>
    public IReadOnlyList<(string Name, TextTemplate Value)>? Form { get; init; }

    /// <summary>The codes that mean success.</summary>
    public required IReadOnlyList<int> Expected { get; init; }

    /// <summary>Where the answer has the new value.</summary>
    public JsonPointer? Value { get; init; }

    /// <summary>What later steps need of the answer, by the name that they know it under.</summary>
    public IReadOnlyList<(string Name, JsonPointer At)> Kept { get; init; } = [];

    /// <summary>The header by which the provider recognises a request that comes again; null where it does not.</summary>
    public string? IdempotencyHeader { get; init; }

    /// <summary>Where the answer has the list.</summary>
    public JsonPointer? Items { get; init; }

    /// <summary>What an item of the list has when it was made for the run.</summary>
    public IReadOnlyList<(JsonPointer At, TextTemplate Value)> Where { get; init; } = [];

    /// <summary>Everything that stands for something else.</summary>
    public IEnumerable<TemplateName> Names =>
    [
        .. Url.Names,
        .. Headers.SelectMany(header => header.Value.Names),
        .. Json?.Names ?? [],
        .. Form?.SelectMany(pair => pair.Value.Names) ?? [],
        .. Where.SelectMany(condition => condition.Value.Names),
    ];

    /// <summary>The request as people are told of it, without values.</summary>
    public override string ToString() => $"{Method} {Url.Source}";
}
