using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets.Tests;

/// <summary>The audit while its sink is slow, full, gone or wrong.</summary>
public sealed class AuditOutageTests : IDisposable
{
    private readonly AuditRoom _room = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IEnumerable<string> Errors => _room.Logger.Lines.Where(line => line.Level is LogLevel.Error).Select(line => line.Text);

    [Fact]
    public async Task An_outage_is_logged_once_and_its_accesses_are_written_as_exact_sums_when_it_is_over()
    {
        var sink = new MemorySink { Fault = new IOException("/logs/audit: No space left on device; make room there") };
        await using var audit = _room.Open(sink: sink);
        var start = _room.Time.GetUtcNow();
        for (var i = 0; i < 5; i++)
        {
            (await audit.RecordAsync(AuditRoom.Access(), Token)).Increment();
            _room.Time.Advance(TimeSpan.FromSeconds(1));
        }

        await audit.RecordAsync(AuditRoom.Access("OTHER"), Token);
        Assert.True(audit.IsBroken);
        Assert.Contains("make room", Assert.Single(Errors), StringComparison.Ordinal);
        await audit.FlushAsync(Token);
        sink.Fault = null;

        await audit.FlushAsync(Token);

        Assert.False(audit.IsBroken);
        Assert.Equal([("JWT_SECRET", 10), ("OTHER", 1)], sink.Records.Select(record => (record.Access!.Key, record.Count)));
        Assert.All(sink.Records, record => Assert.Equal((AuditRecordKind.Gap, false), (record.Kind, record.Refused)));
        Assert.Equal(start, sink.Records[0].From);
        Assert.Single(Errors);
        Assert.Contains(_room.Logger.Lines, line => line.Text.Contains("written again; 11 accesses", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_required_audit_refuses_and_says_what_to_do()
    {
        var sink = new MemorySink { Fault = new IOException("/logs/audit: No space left on device; make room there") };
        await using var audit = _room.Open(required: true, sink: sink);

        var refusal = await Assert.ThrowsAsync<SecretAuditException>(async () => await audit.RecordAsync(AuditRoom.Access(), Token));

        Assert.Contains("JWT_SECRET", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("DEVFLOW_AUDIT_REQUIRED", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("make room", refusal.Message, StringComparison.Ordinal);
        Assert.True(audit.IsBroken);
        sink.Fault = null;
        await audit.RecordAsync(AuditRoom.Access(), Token);
        Assert.False(audit.IsBroken);
        Assert.Equal([true, false], sink.Records.Select(record => record.Refused));
    }

    [Fact]
    public async Task An_outage_is_over_within_a_flush_interval_without_a_caller()
    {
        var sink = new MemorySink { Fault = new IOException("full") };
        await using var audit = _room.Open(sink: sink);
        await audit.RecordAsync(AuditRoom.Access(), Token);
        sink.Fault = null;

        _room.Time.Advance(TimeSpan.FromSeconds(10));

        while (audit.IsBroken)
            await Task.Yield();
        Assert.Equal(1, sink.CountOf(AuditRecordKind.Gap));
    }

    [Fact]
    public async Task A_long_outage_with_ever_new_keys_takes_no_more_than_its_bound()
    {
        var sink = new MemorySink { Fault = new IOException("full") };
        await using var audit = _room.Open(sink: sink);
        for (var i = 0; i < AuditGap.MostIdentities + 500; i++)
            await audit.RecordAsync(AuditRoom.Access($"KEY_{i}"), Token);
        sink.Fault = null;

        await audit.FlushAsync(Token);

        Assert.Equal(AuditGap.MostIdentities + 1, sink.Records.Count);
        Assert.Equal(500, Assert.Single(sink.Records, record => record.Access is null).Count);
        Assert.Equal(AuditGap.MostIdentities + 500, sink.CountOf(AuditRecordKind.Gap));
    }

    [Fact]
    public async Task A_caller_need_not_wait_for_a_sink_that_hangs()
    {
        var sink = new MemorySink { Gate = new TaskCompletionSource() };
        await using var audit = _room.Open(sink: sink);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var record = audit.RecordAsync(AuditRoom.Access(), patience.Token).AsTask();

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => record);
        sink.Gate.SetResult();
    }

    [Fact]
    public async Task An_end_waits_for_a_sink_that_hangs_one_interval_and_says_what_is_lost()
    {
        var sink = new MemorySink { Gate = new TaskCompletionSource() };
        var audit = _room.Open(sink: sink);
        var record = audit.RecordAsync(AuditRoom.Access(), Token).AsTask();
        while (sink.Appends == 0)
            await Task.Yield();

        var end = audit.DisposeAsync().AsTask();
        while (!end.IsCompleted)
        {
            _room.Time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        await record;
        await end;
        Assert.Contains(Errors, text => text.Contains("without the counts of 1 accesses", StringComparison.Ordinal));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await audit.RecordAsync(AuditRoom.Access(), Token));
    }

    [Fact]
    public async Task Who_ends_it_again_waits_for_the_same_end()
    {
        var sink = new MemorySink { Gate = new TaskCompletionSource() };
        var audit = _room.Open(sink: sink);
        var record = audit.RecordAsync(AuditRoom.Access(), Token).AsTask();
        while (sink.Appends == 0)
            await Task.Yield();

        var first = audit.DisposeAsync().AsTask();
        var second = audit.DisposeAsync().AsTask();

        Assert.False(second.IsCompleted);
        sink.Gate.SetResult();
        await Task.WhenAll(record, first, second);
        Assert.NotEmpty(sink.Records);
    }

    [Fact]
    public async Task What_cannot_be_flushed_is_said_once_and_refuses_nobody()
    {
        var sink = new MemorySink { FlushFault = new IOException("no anchor") };
        await using var audit = _room.Open(sink: sink);
        await audit.RecordAsync(AuditRoom.Access(), Token);

        await audit.FlushAsync(Token);
        await audit.FlushAsync(Token);

        Assert.False(audit.IsBroken);
        Assert.Contains("no anchor", Assert.Single(Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_that_is_written_by_halves_leaves_the_chain_whole()
    {
        FlakyStream? stream = null;
        var options = _room.Options();
        await using (var audit = new SecretAudit(options with { Sink = new FileAuditSink(options, path => stream = new(AuditFiles.OpenChain(path))) }))
        {
            await audit.RecordAsync(AuditRoom.Access("BEFORE"), Token);
            stream!.Room = 100;
            await audit.RecordAsync(AuditRoom.Access("DURING"), Token);
            await audit.RecordAsync(AuditRoom.Access("AFTER"), Token);
        }

        Assert.Equal(3, (await _room.VerifyAsync()).Accesses);
        await _room.AssertIntactAsync();
        Assert.Contains(_room.Lines(), line => line.Contains("\"gap\"", StringComparison.Ordinal) && line.Contains("DURING", StringComparison.Ordinal));
        Assert.DoesNotContain(_room.Lines(), line => line.Contains("\"recovered\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_batch_that_is_written_by_halves_and_cannot_be_cut_back_is_recovered()
    {
        FlakyStream? stream = null;
        var options = _room.Options();
        await using (var audit = new SecretAudit(options with { Sink = new FileAuditSink(options, path => stream = new(AuditFiles.OpenChain(path))) }))
        {
            await audit.RecordAsync(AuditRoom.Access("BEFORE"), Token);
            stream!.Room = 100;
            stream.KeepsLength = true;
            await audit.RecordAsync(AuditRoom.Access("DURING"), Token);
            await audit.RecordAsync(AuditRoom.Access("AFTER"), Token);
        }

        Assert.Contains(_room.Lines(), line => line.Contains("\"recovered\"", StringComparison.Ordinal));
        Assert.Equal(3, (await _room.VerifyAsync()).Accesses);
        await _room.AssertIntactAsync();
    }

    [Fact]
    public async Task A_denied_access_is_on_the_disk_before_it_is_told()
    {
        FlakyStream? stream = null;
        var options = _room.Options();
        await using var audit = new SecretAudit(options with { Sink = new FileAuditSink(options, path => stream = new(AuditFiles.OpenChain(path))) });

        await audit.RecordAsync(AuditRoom.Access(), Token);
        Assert.Equal(0, stream!.Syncs);
        await audit.RecordAsync(AuditRoom.Access(outcome: SecretOutcomes.Denied), Token);

        Assert.Equal(1, stream.Syncs);
    }

    [Fact]
    public async Task A_disk_that_is_really_full_is_survived()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full here");
        Directory.CreateDirectory(_room.Folder);
        var path = Path.Combine(_room.Folder, AuditFormat.FileName(AuditFormat.Stem("api", Environment.MachineName, 0), new(2026, 1, 31)));
        File.CreateSymbolicLink(path, "/dev/full");
        await using var audit = _room.Open();

        await audit.RecordAsync(AuditRoom.Access(), Token);
        Assert.True(audit.IsBroken);
        Assert.Contains(_room.Folder, Assert.Single(Errors), StringComparison.Ordinal);
        File.Delete(path);
        await audit.FlushAsync(Token);

        Assert.False(audit.IsBroken);
        Assert.Contains(_room.Lines(), line => line.Contains("\"gap\"", StringComparison.Ordinal));
        await _room.AssertIntactAsync();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named_with_what_to_do()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_room.Folder)!);
        await File.WriteAllTextAsync(_room.Folder, "in the way", Token);
        await using var audit = _room.Open(required: true);

        var refusal = await Assert.ThrowsAsync<SecretAuditException>(async () => await audit.RecordAsync(AuditRoom.Access(), Token));

        Assert.Contains(_room.Folder, refusal.Message, StringComparison.Ordinal);
        File.Delete(_room.Folder);
        await audit.RecordAsync(AuditRoom.Access(), Token);
    }

    [Fact]
    public async Task A_file_that_is_removed_under_the_process_is_noticed_and_leaves_its_head_behind()
    {
        await using var audit = _room.Open();
        await audit.RecordAsync(AuditRoom.Access("BEFORE"), Token);
        await audit.FlushAsync(Token);
        File.Delete(_room.TheFile());
        await audit.RecordAsync(AuditRoom.Access("INTO_THE_VOID"), Token);

        await audit.FlushAsync(Token);
        await audit.RecordAsync(AuditRoom.Access("AFTER"), Token);

        Assert.Contains(Errors, text => text.Contains("taken away", StringComparison.Ordinal));
        var report = await _room.VerifyAsync();
        Assert.Contains(report.Findings, finding => finding.Rule == "audit-truncated" && finding.Message.Contains("up to record 4", StringComparison.Ordinal));
        Assert.Equal(1, report.Accesses);
    }

    [Fact]
    public async Task A_file_that_does_not_end_in_a_record_is_left_alone()
    {
        await _room.WriteAsync(2);
        await File.AppendAllTextAsync(_room.TheFile(), "vandal\n", Token);
        var before = await File.ReadAllTextAsync(_room.TheFile(), Token);

        await _room.WriteAsync(3);

        Assert.Equal(before, await File.ReadAllTextAsync(_room.Files()[0], Token));
        Assert.Equal(["0", "1"], _room.Files().Select(file => file.Split('.')[^3]));
        Assert.Equal("audit-altered", (await _room.OneErrorAsync()).Rule);
    }

    [Fact]
    public async Task A_key_that_is_not_given_in_time_is_an_outage()
    {
        var waiting = new TaskCompletionSource<ReadOnlyMemory<byte>?>();
        await using var audit = new SecretAudit(_room.Options(required: true) with { Key = _ => new(waiting.Task) });

        var record = audit.RecordAsync(AuditRoom.Access(), Token).AsTask();
        while (!record.IsCompleted)
        {
            _room.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Contains("SECRET_ENCRYPTION_KEY was not given", (await Assert.ThrowsAsync<SecretAuditException>(() => record)).Message, StringComparison.Ordinal);
        waiting.SetResult(null);
        await audit.RecordAsync(AuditRoom.Access(), Token);
    }

    public void Dispose() => _room.Dispose();
}
