using System.Text;

namespace DevFlow.Secrets;

/// <summary>Makes entries and diagnostics out of the statements of one file.</summary>
internal ref struct DotEnvReader(ReadOnlySpan<byte> text, string path, Func<string, string?>? lookup)
{
    public const string ValueTooLarge =
        "the value is larger than 64 KiB, or all ${…} of the file put in more than 1 MiB; keep what is so large in a file of its own";

    // More than any .env file has lines; beyond, the dictionary grows as it must.
    private const int MostKeysExpected = 1024;

    private readonly ReadOnlySpan<byte> _text = text;
    private readonly DotEnvReport _report = new(path);
    private readonly Dictionary<string, DotEnvEntry> _byKey = new(Math.Min(text.Count((byte)'\n') + 1, MostKeysExpected));
    private DotEnvEncoding? _encoding;
    private DotEnvExpander? _expander;
    private bool _hasDuplicates;

    public DotEnvDocument Read()
    {
        _encoding = DotEnvEncoding.Check(_text, path, _report);
        var entries = new List<DotEnvEntry>(_byKey.Capacity);
        var scanner = new DotEnvScanner(_text);
        while (scanner.MoveNext(out var statement))
        {
            if (Read(statement) is { } entry)
            {
                entries.Add(entry);
            }
        }

        if (_hasDuplicates)
        {
            var byKey = _byKey;
            entries.RemoveAll(entry => !ReferenceEquals(byKey[entry.Key], entry));
        }

        if (_encoding is not null)
        {
            _report.Sort();
        }

        return new DotEnvDocument(path, exists: true, entries, _byKey, _report.Diagnostics);
    }

    private DotEnvEntry? Read(in DotEnvStatement statement)
    {
        var key = Encoding.UTF8.GetString(statement.Key(_text));
        if (_encoding?.Spoils(statement, key.Length > 0 && _report.MayName(statement) ? key : null, _report) == true)
        {
            return null;
        }

        if (statement.Fault != DotEnvFault.None)
        {
            Report(statement);
            return null;
        }

        if (statement.HashAt > 0)
        {
            _report.Warn(_text, statement, statement.HashAt, DotEnvCodes.HashInValue,
                "# without a blank before it belongs to the value; put the value in quotes to say so, or a blank before a comment");
        }

        if (ValueOf(statement) is not { } value)
        {
            return null;
        }

        var entry = new DotEnvEntry(key, value, path, statement.Line, statement.ValueStart - statement.Start + 1);
        if (!_byKey.TryAdd(key, entry))
        {
            var shown = _report.MayName(statement) ? key : "the key";
            _report.Warn(_text, statement, statement.KeyStart, DotEnvCodes.DuplicateKey,
                $"{shown} is set on line {_byKey[key].Line} and again on line {statement.Line}; the last one wins, so remove the other");
            _byKey[key] = entry;
            _hasDuplicates = true;
        }

        return entry;
    }

    private string? ValueOf(in DotEnvStatement statement)
    {
        var content = statement.Content(_text);
        if (content.IndexOfAny(DotEnvExpander.Special(statement.Quote)) >= 0)
        {
            _expander ??= new DotEnvExpander(_byKey, lookup, _report);
            return _expander.Expand(_text, statement);
        }

        if (content.Length > DotEnvParser.MaxValueBytes)
        {
            _report.Error(_text, statement, statement.ValueStart, DotEnvCodes.ValueTooLarge, ValueTooLarge);
            return null;
        }

        return Encoding.UTF8.GetString(content);
    }

    private readonly void Report(in DotEnvStatement statement)
    {
        var quote = DotEnvSyntax.NameOf(statement.Quote);
        var (code, message) = statement.Fault switch
        {
            DotEnvFault.MissingEquals => (DotEnvCodes.MissingEquals,
                "the line has no =; write KEY=VALUE, begin it with # if it is a comment, or quote the value if it is a piece of one"),
            DotEnvFault.InvalidKey => (DotEnvCodes.InvalidKey,
                "no key stands before the =; a key is letters, digits, _, . and -, and begins with a letter or _"),
            DotEnvFault.UnterminatedQuote => (DotEnvCodes.UnterminatedQuote,
                $"the {quote} that opens the value is never closed; close it. The lines below were read as lines of their own"),
            _ when statement.SuspectUntil > 0 => (DotEnvCodes.TextAfterQuote,
                $"the {quote} that opens the value is closed on line {LineOf(statement, statement.SuspectUntil)}, where more text follows; "
                + $"close it where the value ends. The lines below were read as lines of their own"),
            _ => (DotEnvCodes.TextAfterQuote,
                $"more text follows the closing {quote}; only blanks and a comment may. A value with this quote in it needs another kind"),
        };
        _report.Error(_text, statement, statement.FaultAt, code, message);
        _report.SuspectUntil = Math.Max(_report.SuspectUntil, statement.SuspectUntil);
    }

    private readonly int LineOf(in DotEnvStatement statement, int offset) =>
        statement.Line + _text[statement.Start..offset].Count((byte)'\n');
}
