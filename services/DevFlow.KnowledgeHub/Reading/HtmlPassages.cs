using System.Text;

namespace DevFlow.KnowledgeHub.Reading;

/// <summary>Gathers what stands between the borders of a page's blocks.</summary>
internal sealed class HtmlPassages
{
    private readonly Headings _headings = new();
    private readonly StringBuilder _text = new();
    private string _block = "";
    private int? _line;

    public List<Passage> Passages { get; } = [];

    public string? FirstHeading { get; private set; }

    public void Write(string text) => _text.Append(text);

    /// <summary>What follows is of another block.</summary>
    public void Begin(string block, int? line)
    {
        End();
        (_block, _line) = (block, line);
    }

    /// <summary>What was written is a passage, or a heading of those that follow.</summary>
    public void End()
    {
        // Within pre white space is shown as it is.
        var text = _block is "pre" ? _text.ToString().Trim('\r', '\n') : HtmlText.Collapsed(_text.ToString());
        _text.Clear();
        if (_block is ['h', >= '1' and <= '6' and var level])
        {
            _headings.Enter(level - '0', text);
            FirstHeading ??= text is "" ? null : text;
        }
        else if (!string.IsNullOrWhiteSpace(text))
        {
            Passages.Add(new Passage(text.TrimStart('|', ' '), _headings.Path, Line: _line));
        }

        _block = "";
    }
}
