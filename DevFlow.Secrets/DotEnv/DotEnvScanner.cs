namespace DevFlow.Secrets;

/// <summary>
/// Finds the assignments of a file in one pass. It knows lines, keys, quotes and comments, and neither escapes nor expansion:
/// that is all the editor needs, and the reader builds on it.
/// </summary>
internal ref struct DotEnvScanner(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _position = text.StartsWith(DotEnvSyntax.ByteOrderMark) ? DotEnvSyntax.ByteOrderMark.Length : 0;
    private int _line;

    /// <summary>Steps to the next assignment or faulty line; blank lines and comments are passed over.</summary>
    public bool MoveNext(out DotEnvStatement statement)
    {
        while (_position < _text.Length)
        {
            var start = _position;
            var end = LineEnd(start, out _position);
            _line++;
            var first = SkipBlanks(start, end);
            if (first < end && _text[first] != '#')
            {
                statement = ReadStatement(start, first, end);
                return true;
            }
        }

        statement = default;
        return false;
    }

    private DotEnvStatement ReadStatement(int start, int first, int end)
    {
        var keyEnd = first + DotEnvSyntax.KeyLength(_text[first..end]);
        var equals = SkipBlanks(keyEnd, end);
        if (equals > keyEnd && _text[first..keyEnd].SequenceEqual("export"u8))
        {
            var length = DotEnvSyntax.KeyLength(_text[equals..end]);
            if (length > 0)
            {
                first = equals;
                keyEnd = first + length;
                equals = SkipBlanks(keyEnd, end);
            }
        }

        if (keyEnd == first || equals == end || _text[equals] != '=')
        {
            var fault = _text[first..end].Contains((byte)'=') ? DotEnvFault.InvalidKey : DotEnvFault.MissingEquals;
            return Shape(start, first, first, first, end) with { Fault = fault, FaultAt = first };
        }

        var value = SkipBlanks(equals + 1, end);
        return value < end && DotEnvSyntax.IsQuote(_text[value])
            ? ReadQuoted(Shape(start, first, keyEnd, value, end) with { Quote = _text[value] })
            : ReadUnquoted(Shape(start, first, keyEnd, value, end), equals + 1);
    }

    /// <summary>An unquoted value ends at the line's end or at a <c>#</c> behind a blank, whichever comes first.</summary>
    private readonly DotEnvStatement ReadUnquoted(DotEnvStatement shape, int afterEquals)
    {
        var (start, end) = (shape.ValueStart, shape.ValueEnd);
        var hashAt = 0;
        for (var from = start; _text[from..end].IndexOf((byte)'#') is var found and >= 0;)
        {
            var hash = from + found;
            if (DotEnvSyntax.IsBlank(_text[hash - 1]))
            {
                end = hash;
                break;
            }

            hashAt = hashAt == 0 ? hash : hashAt;
            from = hash + 1;
        }

        while (end > start && DotEnvSyntax.IsBlank(_text[end - 1]))
        {
            end--;
        }

        // An empty value before a comment stands right behind the "=", so that what the editor puts there keeps off the "#".
        return start == end && end < shape.ValueEnd
            ? shape with { ValueStart = afterEquals, ValueEnd = afterEquals }
            : shape with { ValueEnd = end, HashAt = hashAt };
    }

    private DotEnvStatement ReadQuoted(DotEnvStatement shape)
    {
        var close = FindClosingQuote(shape.ValueStart + 1, shape.Quote);
        if (close < 0)
        {
            return shape with { Fault = DotEnvFault.UnterminatedQuote, FaultAt = shape.ValueStart, SuspectUntil = _text.Length };
        }

        var end = LineEnd(close + 1, out var next);
        var after = SkipBlanks(close + 1, end);
        if (after < end && _text[after] != '#')
        {
            // Most often this is the next value's opening quote, taken for the end of one that was never closed: the lines between
            // are lines, so reading goes on right below.
            return close < shape.ValueEnd
                ? shape with { Fault = DotEnvFault.TextAfterQuote, FaultAt = after }
                : shape with { Fault = DotEnvFault.TextAfterQuote, FaultAt = shape.ValueStart, SuspectUntil = close };
        }

        if (next != _position)
        {
            _line += _text[shape.ValueStart..close].Count((byte)'\n');
            _position = next;
        }

        return shape with { ValueEnd = close + 1, End = next };
    }

    private readonly int FindClosingQuote(int from, byte quote)
    {
        if (quote != '"')
        {
            var found = _text[from..].IndexOf(quote);
            return found < 0 ? -1 : from + found;
        }

        while (from < _text.Length && _text[from..].IndexOfAny((byte)'"', (byte)'\\') is var found and >= 0)
        {
            from += found;
            if (_text[from] == '"')
            {
                return from;
            }

            from += 2;
        }

        return -1;
    }

    /// <summary>Where the line ends, without its LF or CRLF. A lone CR is data.</summary>
    private readonly int LineEnd(int from, out int next)
    {
        var found = _text[from..].IndexOf((byte)'\n');
        if (found < 0)
        {
            next = _text.Length;
            return next;
        }

        next = from + found + 1;
        return found > 0 && _text[next - 2] == '\r' ? next - 2 : next - 1;
    }

    private readonly int SkipBlanks(int from, int end)
    {
        while (from < end && DotEnvSyntax.IsBlank(_text[from]))
        {
            from++;
        }

        return from;
    }

    private readonly DotEnvStatement Shape(int start, int keyStart, int keyEnd, int valueStart, int valueEnd) => new()
    {
        Start = start,
        End = _position,
        Line = _line,
        KeyStart = keyStart,
        KeyEnd = keyEnd,
        ValueStart = valueStart,
        ValueEnd = valueEnd,
    };
}
