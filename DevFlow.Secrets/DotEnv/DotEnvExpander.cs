using System.Buffers;
using System.Text;

namespace DevFlow.Secrets;

/// <summary>
/// Makes a value out of its raw text where the two differ: escapes, <c>${NAME}</c>, CRLF in quotes. What is put in for a name is data:
/// it is not looked through again.
/// </summary>
internal sealed class DotEnvExpander(
    Dictionary<string, DotEnvEntry> earlier, Func<string, string?>? lookup, DotEnvReport report)
{
    private static readonly SearchValues<byte> s_inDoubleQuotes = SearchValues.Create("\\$\r"u8);
    private static readonly SearchValues<byte> s_unquoted = SearchValues.Create("\\$"u8);
    private static readonly SearchValues<byte> s_literal = SearchValues.Create("\r"u8);

    private readonly ArrayBufferWriter<byte> _value = new();

    // Ten lines that each repeat the one above ten times would make a gigabyte; all that expansion adds to a file is bounded.
    private int _expanded;

    private bool _failed;
    private bool _commandSeen;
    private bool _malformedSeen;
    private bool _nestedSeen;

    // A default without its "}" is looked for once a value: looking again from every "${" would take quadratic time.
    private bool _unclosedSeen;

    /// <summary>The bytes that make a value of this kind of quote (0: none) differ from its raw text.</summary>
    public static SearchValues<byte> Special(byte quote) => quote switch
    {
        0 => s_unquoted,
        (byte)'"' => s_inDoubleQuotes,
        _ => s_literal,
    };

    /// <summary>The value; null when it has an error, which is then reported.</summary>
    public string? Expand(ReadOnlySpan<byte> text, in DotEnvStatement statement)
    {
        _value.ResetWrittenCount();
        _failed = _commandSeen = _malformedSeen = _nestedSeen = _unclosedSeen = false;
        var end = statement.Quote == 0 ? statement.ValueEnd : statement.ValueEnd - 1;
        Append(text[..end], end - statement.Content(text).Length, statement, expands: true);
        return _failed ? null : Encoding.UTF8.GetString(_value.WrittenSpan);
    }

    /// <param name="text">The file up to where the piece ends.</param>
    /// <param name="at">Where the piece begins.</param>
    /// <param name="statement">The statement that it belongs to.</param>
    /// <param name="expands">False within a default.</param>
    private void Append(ReadOnlySpan<byte> text, int at, in DotEnvStatement statement, bool expands)
    {
        var special = Special(statement.Quote);
        while (at < text.Length && _value.WrittenCount <= DotEnvParser.MaxValueBytes)
        {
            var plain = text[at..].IndexOfAny(special);
            if (plain != 0)
            {
                plain = plain < 0 ? text.Length - at : plain;
                _value.Write(text.Slice(at, plain));
                at += plain;
                continue;
            }

            var next = at + 1 < text.Length ? text[at + 1] : (byte)0;
            at += text[at] switch
            {
                (byte)'\\' => AppendEscape(text[at..], statement.Quote),
                (byte)'$' when expands && next == '{' => AppendExpansion(text, at, statement),
                (byte)'$' when next == '(' => AppendCommand(text, at, statement),
                (byte)'\r' when next == '\n' => 1,
                var other => AppendByte(other, 1),
            };
        }

        if (_value.WrittenCount > DotEnvParser.MaxValueBytes)
        {
            FailTooLarge(text, statement);
        }
    }

    /// <returns>How many bytes of the raw text were used up, as of every Append method.</returns>
    private int AppendEscape(ReadOnlySpan<byte> raw, byte quote)
    {
        if (quote == 0)
        {
            return raw.StartsWith("\\${"u8) ? AppendBytes("${"u8, 3)
                : raw.StartsWith("\\$"u8) ? AppendBytes("\\$"u8, 2)
                : AppendByte((byte)'\\', 1);
        }

        return (raw.Length > 1 ? raw[1] : 0) switch
        {
            'n' => AppendByte((byte)'\n', 2),
            'r' => AppendByte((byte)'\r', 2),
            't' => AppendByte((byte)'\t', 2),
            '\\' or '"' or '$' => AppendByte(raw[1], 2),
            _ => AppendByte((byte)'\\', 1),
        };
    }

    private int AppendCommand(ReadOnlySpan<byte> text, int at, in DotEnvStatement statement)
    {
        Warn(ref _commandSeen, text, statement, at, DotEnvCodes.CommandSubstitution,
            "$( is text here: DevFlow runs no command; put the value in single quotes to say that it is meant so");
        return AppendBytes("$("u8, 2);
    }

    private int AppendExpansion(ReadOnlySpan<byte> text, int at, in DotEnvStatement statement)
    {
        var nameStart = at + 2;
        var nameEnd = nameStart + DotEnvSyntax.KeyLength(text[nameStart..]);
        var rest = text[nameEnd..];
        if (nameEnd > nameStart && rest.StartsWith("}"u8))
        {
            AppendValueOf(text, nameStart, nameEnd, statement, defaultEnd: -1);
            return nameEnd + 1 - at;
        }

        if (nameEnd > nameStart && rest.StartsWith(":-"u8) && FindDefaultEnd(text, nameEnd + 2, statement) is var end and >= 0)
        {
            AppendValueOf(text, nameStart, nameEnd, statement, end);
            return end + 1 - at;
        }

        Warn(ref _malformedSeen, text, statement, at, DotEnvCodes.MalformedExpansion,
            "${ is text here: only ${NAME} and ${NAME:-default} are expanded; put the value in single quotes to say that it is meant so");
        return AppendBytes("${"u8, 2);
    }

    private void AppendValueOf(ReadOnlySpan<byte> text, int nameStart, int nameEnd, in DotEnvStatement statement, int defaultEnd)
    {
        var name = Encoding.UTF8.GetString(text[nameStart..nameEnd]);
        var value = earlier.TryGetValue(name, out var entry) ? entry.Reveal() : null;
        if (string.IsNullOrEmpty(value) && lookup?.Invoke(name) is { } below)
        {
            value = below;
        }

        if (!string.IsNullOrEmpty(value))
        {
            // Every UTF-16 unit is at least one byte: what is too long in units is not even encoded.
            _expanded += Math.Min(value.Length, DotEnvParser.MaxValueBytes + 1);
            if (value.Length > DotEnvParser.MaxValueBytes || _expanded > DotEnvParser.MaxFileBytes)
            {
                FailTooLarge(text, statement);
                return;
            }

            Encoding.UTF8.GetBytes(value, _value);
        }
        else if (defaultEnd >= 0)
        {
            Append(text[..defaultEnd], nameEnd + 2, statement, expands: false);
        }
        else
        {
            var shown = report.MayName(statement) ? name : "the name in ${…}";
            if (value is null)
            {
                Fail(text, statement, nameStart - 2, DotEnvCodes.NotSet,
                    $"{shown} is not set; set it above this line, in a lower layer or in the environment, or give a default: "
                    + "${NAME:-default}");
            }
            else
            {
                report.Warn(text, statement, nameStart - 2, DotEnvCodes.EmptyExpansion,
                    $"{shown} is set to nothing, so nothing is put in here; set it, or give a default: ${{NAME:-default}}");
            }
        }
    }

    /// <summary>Finds the <c>}</c> of a default, past those of any <c>${…}</c> in it, which are text and get a warning.</summary>
    private int FindDefaultEnd(ReadOnlySpan<byte> text, int from, in DotEnvStatement statement)
    {
        if (_unclosedSeen)
        {
            return -1;
        }

        var (depth, nestedAt) = (0, -1);
        for (var at = from; at < text.Length && text[at..].IndexOfAny("}$\\"u8) is var found and >= 0; at++)
        {
            at += found;
            if (text[at] == '\\' && (statement.Quote != 0 || text[at..].StartsWith("\\$"u8)))
            {
                at++;
            }
            else if (text[at..].StartsWith("${"u8))
            {
                depth++;
                nestedAt = nestedAt < 0 ? at : nestedAt;
            }
            else if (text[at] == '}' && --depth < 0)
            {
                if (nestedAt >= 0)
                {
                    Warn(ref _nestedSeen, text, statement, nestedAt, DotEnvCodes.NestedExpansion,
                        "${ inside a default is text: a default is not expanded");
                }

                return at;
            }
        }

        _unclosedSeen = true;
        return -1;
    }

    private int AppendByte(byte value, int used) => AppendBytes([value], used);

    private int AppendBytes(ReadOnlySpan<byte> bytes, int used)
    {
        _value.Write(bytes);
        return used;
    }

    private void Fail(ReadOnlySpan<byte> text, in DotEnvStatement statement, int offset, string code, string message)
    {
        _failed = true;
        report.Error(text, statement, offset, code, message);
    }

    private void FailTooLarge(ReadOnlySpan<byte> text, in DotEnvStatement statement)
    {
        if (!_failed)
        {
            Fail(text, statement, statement.ValueStart, DotEnvCodes.ValueTooLarge, DotEnvReader.ValueTooLarge);
        }
    }

    /// <summary>Warns once a value: the second one of a kind tells nothing new.</summary>
    private void Warn(ref bool seen, ReadOnlySpan<byte> text, in DotEnvStatement statement, int offset, string code, string message)
    {
        if (!seen)
        {
            seen = true;
            report.Warn(text, statement, offset, code, message);
        }
    }
}
