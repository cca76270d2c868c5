namespace DevFlow.Secrets.Vault;

/// <summary>Judges the lines of a batch against a chain, by the rules of the verifier: what follows is taken, up to what does not.</summary>
internal sealed class AuditIntake
{
    private readonly AuditLinesRead _batch;
    private readonly AuditKey? _key;
    private readonly IReadOnlyDictionary<long, string> _seals;
    private readonly long _head;
    private readonly string _where;
    private readonly AuditLastLine _last = new();
    private readonly List<AuditRow> _rows = [];
    private AuditChainState _state;
    private ReadOnlyMemory<byte> _lastBytes;
    private byte[]? _lastPiece;

    /// <param name="batch">The lines.</param>
    /// <param name="chain">How far the chain is.</param>
    /// <param name="key">The key at hand.</param>
    /// <param name="seals">Those of the records that are there already, as far as the batch repeats them.</param>
    public AuditIntake(AuditLinesRead batch, AuditChainRow chain, AuditKey? key, IReadOnlyDictionary<long, string> seals)
    {
        (_batch, _key, _seals, _head) = (batch, key, seals, chain.Seq);
        _where = batch.File;
        _state = new(chain.Seq, chain.Mac, chain.KeyId, chain.KeyId is null ? AuditKey.None : key?.Id == chain.KeyId ? key : null);
        Proof = chain.Proof;
    }

    /// <summary>The records that are new.</summary>
    public IReadOnlyList<AuditRow> Rows => _rows;

    /// <summary>How far the chain is with them.</summary>
    public AuditChainState State { get; private set; }

    /// <summary>How far the whole chain is proven.</summary>
    public string? Proof { get; private set; }

    /// <summary>Whether records before the batch are missing.</summary>
    public bool IsGap { get; private set; }

    /// <summary>What is wrong with the line behind the rows; null when nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether the file begins anew under its name.</summary>
    public bool IsAnew { get; private set; }

    /// <summary>Whether the process ended the chain.</summary>
    public bool IsClosed => _rows is [.., { Line.Kind: AuditFormat.Closed }];

    public void Run()
    {
        State = _state;
        if (PassOver(out var piece) is not { } next)
            return;
        if (piece is { } before)
            Next(before, line: null);
        while (next < _batch.Lines.Count && Next(_batch.Lines[next].Bytes, _batch.Lines[next].Line))
            next++;

        if (_last.Fault is { } fault)
            Fault = fault.Message;
        else
            Accept();
    }

    /// <summary>Passes over what is there already, and holds it against that.</summary>
    /// <param name="piece">A piece of a line before the first that is new, which that one may recover.</param>
    /// <returns>Where the new lines begin; null when there is nothing to go on with.</returns>
    private int? PassOver(out ReadOnlyMemory<byte>? piece)
    {
        var overlaps = _batch.FromStart;
        AuditLine? other = null;
        piece = null;
        for (var i = 0; i < _batch.Lines.Count; i++)
        {
            var (bytes, line) = _batch.Lines[i];
            // What differs may have been the piece that the next line recovers.
            if (other is not null && !(line is { Kind: AuditFormat.Recovered } && line.Seq == other.Seq))
                return Differs(other);
            other = null;
            if (line is null)
            {
                // Of two in a row the first is no piece.
                if (piece is not null)
                    return i;
                piece = bytes;
            }
            else if (line.Seq <= _head)
            {
                overlaps = true;
                piece = null;
                other = _seals.TryGetValue(line.Seq, out var seal) && seal != line.Mac ? line : null;
            }
            else
            {
                IsGap = !overlaps && line.Seq > _head + 1;
                return IsGap ? null : i;
            }
        }

        return other is null ? _batch.Lines.Count : Differs(other);
    }

    private int? Differs(AuditLine line)
    {
        IsAnew = line is { Seq: 1, IsHeader: true };
        Fault = AuditFindings.Differs(_where, $"what was taken before as record {line.Seq}").Message;
        return null;
    }

    // A line is accepted when the next one does not recover it, as in AuditChainCheck.
    private bool Next(ReadOnlyMemory<byte> bytes, AuditLine? line)
    {
        byte[]? piece = null;
        if (line is { Kind: AuditFormat.Recovered } && _last.IsRecoveredBy(line))
        {
            _state = _last.Before;
            piece = _lastBytes.ToArray();
        }
        else if (_last.Fault is not null)
        {
            return false;
        }
        else
        {
            Accept();
        }

        _last.Set(bytes.Span, line, _where, position: 0, _state);
        (_lastBytes, _lastPiece) = (bytes, piece);
        _last.Fault = AuditChainRules.Judge(_state, line, bytes.Span, _where, _last.Recovers, _key, out _state);
        if (_last.Fault is null && line is { IsHeader: true, File: { } written } && written != _batch.File)
            _last.Fault = AuditFindings.Renamed(_where, written);
        return true;
    }

    private void Accept()
    {
        if (_last.Line is not { } line)
            return;
        if (line.IsHeader)
            Proof = Least(Proof, !line.Keyed ? "unkeyed" : _state.Key is null ? "links" : "keyed");
        _rows.Add(new(line, _lastBytes, _lastPiece));
        State = _state;
    }

    private static string Least(string? one, string other) => (one, other) switch
    {
        (null, _) => other,
        ("links", _) or (_, "links") => "links",
        ("unkeyed", _) or (_, "unkeyed") => "unkeyed",
        _ => "keyed",
    };
}
