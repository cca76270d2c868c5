namespace DevFlow.Secrets;

/// <summary>The line of a chain that was read last: only the next one tells whether it counts.</summary>
internal sealed class AuditLastLine
{
    private byte[] _bytes = [];
    private int _length;
    private bool _isSet;
    private bool _recovering;

    public AuditLine? Line { get; private set; }

    public string Where { get; private set; } = "";

    public long Position { get; private set; }

    /// <summary>How far the chain was before it.</summary>
    public AuditChainState Before { get; private set; }

    /// <summary>Whether it recovers the line before it.</summary>
    public bool Recovers { get; private set; }

    /// <summary>What is wrong with it.</summary>
    public Finding? Fault { get; set; }

    public bool IsRecoveredBy(AuditLine next)
    {
        _recovering = _isSet && next.Torn == _length && next.TornHash == AuditKey.None.Seal(_bytes.AsSpan(0, _length));
        return _recovering;
    }

    public void Set(ReadOnlySpan<byte> bytes, AuditLine? line, string where, long position, AuditChainState before)
    {
        if (_bytes.Length < bytes.Length)
            _bytes = new byte[bytes.Length * 2];
        bytes.CopyTo(_bytes);
        _length = bytes.Length;
        _isSet = true;
        Line = line;
        Where = where;
        Position = position;
        Before = before;
        Recovers = _recovering;
        _recovering = false;
        Fault = null;
    }
}
