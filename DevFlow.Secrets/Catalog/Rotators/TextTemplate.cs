namespace DevFlow.Secrets;

/// <summary>A text with <c>${…}</c> in it; <c>$${</c> is <c>${</c> itself.</summary>
internal sealed class TextTemplate
{
    private readonly List<(string Text, TemplateName? Name)> _parts = [];

    private TextTemplate(string source) => Source = source;

    /// <summary>As it is written, which can be told to anybody.</summary>
    public string Source { get; }

    public IEnumerable<TemplateName> Names => _parts.Select(part => part.Name).OfType<TemplateName>();

    /// <summary>The text before the first name.</summary>
    public string Start => _parts is [(var text, null), ..] ? text : "";

    /// <summary>Reads a template; what is wrong with it is told by the part of it that is.</summary>
    public static TextTemplate? TryParse(string source, out string? problem)
    {
        var template = new TextTemplate(source);
        var rest = source.AsSpan();
        for (var at = rest.IndexOf("${"); at >= 0; at = rest.IndexOf("${"))
        {
            if (at > 0 && rest[at - 1] == '$')
            {
                template.Add(rest[..(at - 1)].ToString() + "${");
                rest = rest[(at + 2)..];
                continue;
            }

            var end = rest[at..].IndexOf('}');
            if (end < 0)
            {
                problem = "a ${ is not closed";
                return null;
            }

            if (TemplateName.TryParse(rest[(at + 2)..(at + end)].ToString()) is not { } name)
            {
                problem = "it has a ${…} that stands for nothing";
                return null;
            }

            template.Add(rest[..at].ToString());
            template._parts.Add(("", name));
            rest = rest[(at + end + 1)..];
        }

        template.Add(rest.ToString());
        problem = null;
        return template;
    }

    /// <summary>The text with what its names stand for.</summary>
    public string Fill(Func<TemplateName, string> valueOf) => string.Concat(_parts.Select(part => part.Name is { } name ? valueOf(name) : part.Text));

    private void Add(string text)
    {
        if (text.Length == 0)
            return;
        if (_parts is [.., (var before, null)])
            _parts[^1] = (before + text, null);
        else
            _parts.Add((text, null));
    }
}
