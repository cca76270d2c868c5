namespace DevFlow.Secrets;

/// <summary>
/// Writes the audit to files, in the format of <see cref="AuditFormat"/>. Appended is written to the operating system; on the disk are
/// anchors, what is urgent, and everything at the end.
/// </summary>
internal sealed class FileAuditSink : ISecretAuditSink
{
    // A key that is asked for by way of an audited access would wait for this sink.
    private static readonly TimeSpan _keyPatience = TimeSpan.FromSeconds(2);

    private readonly SecretAuditOptions _options;
    private readonly Func<string, Stream> _open;
    private readonly AuditAnchors _anchors;
    private readonly string _host = Environment.MachineName;
    private readonly DateTimeOffset _started;
    private Task<ReadOnlyMemory<byte>?>? _asking;
    private AuditHeader? _header;
    private AuditSlot? _slot;
    private ChainFile? _chain;
    private ChainFile? _anchorChain;
    private AuditHead? _lost;
    private DateOnly _day;

    public FileAuditSink(SecretAuditOptions options, Func<string, Stream>? open = null)
    {
        _options = options;
        _open = open ?? AuditFiles.OpenChain;
        _anchors = new AuditAnchors(options.Folder);
        _started = options.TimeProvider.GetUtcNow();
    }

    public async ValueTask AppendAsync(IReadOnlyList<AuditRecord> records, CancellationToken cancellationToken)
    {
        try
        {
            var chain = await ChainAsync(cancellationToken);
            var urgent = false;
            foreach (var record in records)
            {
                chain.Add(AuditMembers.KindOf(record), record, AuditMembers.Write);
                urgent |= record.IsUrgent;
            }

            await chain.WriteAsync(cancellationToken, sync: urgent);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Explain(fault);
        }
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAfterChainAsync(cancellationToken);
            var chain = await ChainAsync(cancellationToken);
            chain.Sync();
            await AnchorAsync(chain, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Explain(fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_chain is { IsBroken: false })
            {
                _chain.Add(AuditFormat.Closed, AuditFormat.Time(Now), static (json, time) => json.WriteString("time", time));
                await _chain.WriteAsync(CancellationToken.None);
                _chain.Sync();
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            SecretAuditLog.NotFlushed(_options.Logger, Explain(fault).Message);
        }

        await CloseAsync();
        _slot?.Dispose();
    }

    private DateTimeOffset Now => _options.TimeProvider.GetUtcNow();

    private async ValueTask<ChainFile> ChainAsync(CancellationToken cancellationToken)
    {
        if (_chain is { IsBroken: true })
            await CloseAsync();

        // A clock that is set back does not lead back to yesterday's file.
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        if (_chain is not null && today <= _day)
            return _chain;

        _header ??= new(await KeyAsync(cancellationToken), _options.Service, _host, Environment.ProcessId, _started);
        AuditFiles.CreateFolder(_options.Folder);
        _slot ??= AuditSlot.Take(_options.Folder, _options.Service, _host);
        if (_chain is not null)
        {
            _chain.Sync();
            await CloseAsync();
        }

        _chain = await OpenAsync(_options.Folder, _lost, cancellationToken);
        while (_chain is null)
        {
            // The file is damaged, which is for people to look at. It keeps its number; this process takes another.
            var next = AuditSlot.Take(_options.Folder, _options.Service, _host, _slot.Number + 1);
            _slot.Dispose();
            _slot = next;
            _chain = await OpenAsync(_options.Folder, _lost, cancellationToken);
        }

        _lost = null;
        _day = DayOf(_chain);
        return _chain;
    }

    /// <summary>Goes on with the youngest file of the slot, or with a new one that follows it; null when it does not end in a record.</summary>
    private async ValueTask<ChainFile?> OpenAsync(string folder, AuditHead? lost, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        var name = AuditFormat.FileName(_slot!.Stem, today);
        var previous = lost;
        if (AuditFiles.Chains(folder, _slot.Stem).LastOrDefault() is { } last)
        {
            if (string.CompareOrdinal(last.Name, name) >= 0)
            {
                name = last.Name;
            }
            else
            {
                await using var stream = AuditFiles.OpenToRead(last.FullName);
                var tail = await AuditTail.ReadAsync(stream, cancellationToken);
                if (tail.IsUnreadable)
                    return Unreadable(last.FullName);
                if (tail.Last is { } record)
                    previous ??= new(last.Name, record.Seq, record.Mac);
            }
        }

        var path = Path.Combine(folder, name);
        return await ChainFile.OpenAsync(path, _header!, Now, previous, _open, cancellationToken) ?? Unreadable(path);
    }

    private ChainFile? Unreadable(string path)
    {
        SecretAuditLog.Unreadable(_options.Logger, path);
        return null;
    }

    /// <summary>A file that was removed goes on to take what is written, and nobody ever reads it.</summary>
    private async ValueTask LookAfterChainAsync(CancellationToken cancellationToken)
    {
        if (_chain is not { IsBroken: false } || !_chain.IsTakenAway())
            return;
        SecretAuditLog.TakenAway(_options.Logger, _chain.Path);
        _lost = _chain.Head;
        await CloseAsync();
        _slot?.Dispose();
        _slot = null;
        await ChainAsync(cancellationToken);
    }

    private async ValueTask AnchorAsync(ChainFile chain, CancellationToken cancellationToken)
    {
        var heads = await _anchors.MovedAsync(cancellationToken);
        if (heads.Count == 0)
            return;

        try
        {
            var anchors = await AnchorChainAsync(cancellationToken);
            anchors.Add(AuditFormat.Anchor, (Now, heads), static (json, it) =>
            {
                json.WriteString("time", AuditFormat.Time(it.Now));
                json.WriteStartArray("heads");
                foreach (var head in it.heads)
                    AuditMembers.Write(json, head);
                json.WriteEndArray();
            });
            await anchors.WriteAsync(cancellationToken);
            anchors.Sync();
            chain.Add(AuditFormat.Anchored, (Now, anchors.Head), static (json, it) =>
            {
                json.WriteString("time", AuditFormat.Time(it.Now));
                json.WriteString("file", it.Head.File);
                json.WriteNumber("at", it.Head.Seq);
                json.WriteString("head", it.Head.Mac);
            });
            await chain.WriteAsync(cancellationToken);
        }
        catch
        {
            _anchors.Forget();
            throw;
        }
    }

    private async ValueTask<ChainFile> AnchorChainAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        if (_anchorChain is { IsBroken: false } open && today <= DayOf(open) && !open.IsTakenAway())
            return open;
        if (_anchorChain is not null)
            await _anchorChain.DisposeAsync();
        _anchorChain = null;

        var folder = Path.Combine(_options.Folder, AuditFormat.AnchorFolder);
        AuditFiles.CreateFolder(folder);
        return _anchorChain = await OpenAsync(folder, lost: null, cancellationToken)
            ?? throw new IOException($"{Path.Combine(folder, _slot!.Stem)}: the last anchor file does not end in a record; move it away");
    }

    private async ValueTask CloseAsync()
    {
        if (_chain is not null)
            await _chain.DisposeAsync();
        if (_anchorChain is not null)
            await _anchorChain.DisposeAsync();
        _chain = null;
        _anchorChain = null;
    }

    private async ValueTask<AuditKey> KeyAsync(CancellationToken cancellationToken)
    {
        if (_options.Key is not { } ask)
            return AuditKey.None;

        // One question at a time, and one wait for its answer: while a source hangs, what is recorded goes to the sums at once instead
        // of holding up every reader.
        var isNew = _asking is null or { IsFaulted: true } or { IsCanceled: true };
        if (isNew)
            _asking = ask(CancellationToken.None).AsTask();
        var asking = _asking!;
        try
        {
            var key = await asking.WaitAsync(isNew || asking.IsCompleted ? _keyPatience : TimeSpan.Zero, _options.TimeProvider, cancellationToken);
            return AuditKey.Of(key) ?? AuditKey.None;
        }
        catch (TimeoutException fault)
        {
            throw new IOException(
                $"SECRET_ENCRYPTION_KEY was not given within {_keyPatience.TotalSeconds:0} seconds; see why its source does not answer", fault);
        }
    }

    private static DateOnly DayOf(ChainFile file) => AuditFormat.TryDay(file.Path, out var day) ? day : default;

    private IOException Explain(Exception fault) => new(
        $"{_options.Folder}: {fault.Message.TrimEnd('.')}; make room there, or let this process write there (its folder 700, its files 600).", fault);
}
