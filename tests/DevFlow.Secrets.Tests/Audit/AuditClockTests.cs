using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace DevFlow.Secrets.Tests;

public sealed class AuditClockTests : IDisposable
{
    private readonly AuditRoom _room = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task At_midnight_a_new_file_begins_that_names_the_head_of_the_last()
    {
        await using (var audit = _room.Open())
        {
            await audit.RecordAsync(AuditRoom.Access("BEFORE"), Token);
            _room.Time.Advance(TimeSpan.FromHours(12));
            await audit.RecordAsync(AuditRoom.Access("AFTER"), Token);
        }

        var files = _room.Files();
        Assert.Equal(["20260131", "20260201"], files.Select(file => file.Split('.')[^2]));
        var before = AuditLine.TryParse(Encoding.UTF8.GetBytes((await File.ReadAllLinesAsync(files[0], Token))[^1]))!;
        var header = AuditLine.TryParse(Encoding.UTF8.GetBytes((await File.ReadAllLinesAsync(files[1], Token))[0]))!;
        Assert.Equal(new AuditHead(Path.GetFileName(files[0]), before.Seq, before.Mac), header.Previous);
        await _room.AssertIntactAsync();
    }

    [Fact]
    public async Task A_missing_day_is_missed_by_the_next_even_without_anchors()
    {
        _room.Key = null;
        await _room.WriteAsync(2);
        _room.Time.Advance(TimeSpan.FromDays(1));
        await _room.WriteAsync(2);
        File.Delete(_room.Files()[0]);
        _room.RemoveAnchors();

        var report = await _room.VerifyAsync();

        Assert.Contains(report.Findings, finding => finding.Rule == "audit-file-missing" && finding.Where.Contains("20260131", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_day_whose_end_was_cut_off_is_missed_by_the_next()
    {
        await _room.WriteAsync(4);
        var first = _room.TheFile();
        _room.Time.Advance(TimeSpan.FromDays(1));
        await _room.WriteAsync(2);
        var lines = await File.ReadAllLinesAsync(first, Token);
        await File.WriteAllTextAsync(first, string.Concat(lines[..^1].Select(line => line + "\n")), Token);

        var error = await _room.OneErrorAsync();

        Assert.Equal("audit-truncated", error.Rule);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_leads_back_to_no_older_file()
    {
        var early = new FakeTimeProvider(_room.Time.GetUtcNow().AddDays(-2));
        await _room.WriteAsync(2);
        await using (var audit = new SecretAudit(_room.Options() with { TimeProvider = early }))
        {
            var counter = await audit.RecordAsync(AuditRoom.Access(), Token);
            counter.Increment();
        }

        Assert.Equal(4, (await _room.VerifyAsync()).Accesses);
        Assert.Single(_room.Files());
        await _room.AssertIntactAsync();
    }

    [Fact]
    public async Task An_interval_without_news_writes_nothing()
    {
        await using var audit = _room.Open();
        await audit.RecordAsync(AuditRoom.Access(), Token);
        await audit.FlushAsync(Token);
        var before = _room.Lines().Length;

        await audit.FlushAsync(Token);
        await audit.FlushAsync(Token);

        Assert.Equal(before, _room.Lines().Length);
    }

    [Fact]
    public async Task Two_processes_do_not_anchor_each_others_anchors_for_ever()
    {
        await using var one = _room.Open("one");
        await using var two = _room.Open("two");
        await one.RecordAsync(AuditRoom.Access(), Token);
        await two.RecordAsync(AuditRoom.Access(), Token);
        for (var i = 0; i < 3; i++)
        {
            await one.FlushAsync(Token);
            await two.FlushAsync(Token);
        }

        var before = (_room.Lines("one").Length, _room.Lines("two").Length);
        for (var i = 0; i < 3; i++)
        {
            await one.FlushAsync(Token);
            await two.FlushAsync(Token);
        }

        Assert.Equal(before, (_room.Lines("one").Length, _room.Lines("two").Length));
    }

    [Fact]
    public async Task The_timer_flushes_every_ten_seconds()
    {
        await using var audit = _room.Open();
        var counter = await audit.RecordAsync(AuditRoom.Access(), Token);
        counter.Increment();
        var before = _room.Time.GetUtcNow();
        _room.Time.Advance(TimeSpan.FromSeconds(10));

        // Queued behind the timer's own.
        await audit.FlushAsync(Token);

        var reads = Assert.Single(_room.Lines(), line => line.Contains("\"reads\"", StringComparison.Ordinal));
        Assert.Contains($"\"from\":\"{AuditFormat.Time(before)}\",\"to\":\"{AuditFormat.Time(_room.Time.GetUtcNow())}\",\"count\":1", reads, StringComparison.Ordinal);
    }

    public void Dispose() => _room.Dispose();
}
