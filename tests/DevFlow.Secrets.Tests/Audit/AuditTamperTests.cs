namespace DevFlow.Secrets.Tests;

/// <summary>What someone can do to the files of an audit, and what the verifier says to it.</summary>
public sealed class AuditTamperTests : IDisposable
{
    private readonly AuditRoom _room = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_nobody_touched_is_intact()
    {
        await _room.WriteAsync(10);

        var report = await _room.VerifyAsync();

        Assert.Empty(report.Findings);
        Assert.Equal(10, report.Accesses);
        Assert.All(report.Files, file => Assert.Equal(AuditProof.Keyed, file.Proof));
        Assert.Equal(["api", "anchors/api"], report.Files.Select(file => file.File.Split('.')[0]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_flipped_bit_anywhere_is_found(bool keyed)
    {
        if (!keyed)
            _room.Key = null;
        await _room.WriteAsync(3);
        foreach (var path in _room.Files().Concat(Directory.GetFiles(Path.Combine(_room.Folder, "anchors"))))
        {
            var bytes = await File.ReadAllBytesAsync(path, Token);
            for (var i = 0; i < bytes.Length; i++)
            {
                var changed = bytes.ToArray();
                changed[i] ^= (byte)(1 << (i % 7));
                await File.WriteAllBytesAsync(path, changed, Token);
                var report = await _room.VerifyAsync();

                // The very last line feed is not sealed: without it the last record is a piece of a line, which is said.
                var said = report.Findings.Where(finding => i == bytes.Length - 1 || finding.Severity is FindingSeverity.Error);
                Assert.True(said.Any(), $"byte {i} of {Path.GetFileName(path)}: {(char)bytes[i]} to {(char)changed[i]} is not found");
            }

            await File.WriteAllBytesAsync(path, bytes, Token);
        }

        await _room.AssertIntactAsync();
    }

    [Fact]
    public async Task An_altered_record_is_named_by_file_and_line()
    {
        await _room.WriteAsync(6);
        _room.Rewrite(lines => lines.Select((line, index) => index == 3 ? line.Replace("KEY_2", "KEY_3", StringComparison.Ordinal) : line));

        var error = await _room.OneErrorAsync();

        Assert.Equal(("audit-altered", $"{Path.GetFileName(_room.TheFile())}:4"), (error.Rule, error.Where));
    }

    [Fact]
    public async Task A_record_taken_from_the_middle_is_missed()
    {
        await _room.WriteAsync(6);
        _room.Rewrite(lines => lines.Where((_, index) => index is not (2 or 3)));

        var error = await _room.OneErrorAsync();

        Assert.Equal("audit-missing", error.Rule);
        Assert.EndsWith(":3", error.Where, StringComparison.Ordinal);
        Assert.Contains("3 to 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_records_that_changed_places_are_found()
    {
        await _room.WriteAsync(6);
        _room.Rewrite(lines => [.. lines[..2], lines[3], lines[2], .. lines[4..]]);

        var error = await _room.OneErrorAsync();

        Assert.Equal("audit-reordered", error.Rule);
        Assert.EndsWith(":3", error.Where, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_stands_twice_is_found()
    {
        await _room.WriteAsync(6);
        _room.Rewrite(lines => [.. lines[..4], lines[3], .. lines[4..]]);

        var error = await _room.OneErrorAsync();

        Assert.Equal("audit-repeated", error.Rule);
        Assert.EndsWith(":5", error.Where, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_inserted_record_is_found()
    {
        await _room.WriteAsync(6);
        _room.Rewrite(lines => [.. lines[..3], lines[3].Replace("KEY_2", "OTHER", StringComparison.Ordinal), .. lines[3..]]);

        Assert.Equal("audit-altered", (await _room.OneErrorAsync()).Rule);
    }

    [Fact]
    public async Task A_record_of_another_file_does_not_fit_in()
    {
        await _room.WriteAsync(6);
        await _room.WriteAsync(6, "other");
        var foreign = _room.Lines("other")[3];
        _room.Rewrite(lines => [.. lines[..3], foreign, .. lines[4..]]);

        var error = await _room.OneErrorAsync();

        Assert.Equal("audit-altered", error.Rule);
        Assert.Contains("two chains", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_records_cannot_be_cut_off()
    {
        await _room.WriteAsync(6);
        _room.Rewrite(lines => lines.Skip(1));

        Assert.Contains("header", (await _room.OneErrorAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_tail_shows_by_the_anchor()
    {
        await _room.WriteAsync(6);
        _room.Rewrite(lines => lines.Take(3));

        var error = await _room.OneErrorAsync();

        Assert.Equal("audit-truncated", error.Rule);
        Assert.Contains("anchors/api", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tail_cut_together_with_its_anchors_shows_by_the_anchor_of_another_process()
    {
        await _room.WriteAsync(6);
        await _room.WriteAsync(6, "other");
        _room.Rewrite(lines => lines.Take(3));
        foreach (var anchor in Directory.GetFiles(Path.Combine(_room.Folder, "anchors"), "api.*"))
            File.Delete(anchor);

        var error = await _room.OneErrorAsync();

        Assert.Equal("audit-truncated", error.Rule);
        Assert.Contains("anchors/other", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_file_shows_by_the_anchor()
    {
        await _room.WriteAsync(6);
        await _room.WriteAsync(6, "other");
        File.Delete(_room.TheFile());

        var error = await _room.OneErrorAsync();

        Assert.Equal("audit-file-missing", error.Rule);
        Assert.StartsWith("api.", error.Where, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removed_anchors_show_by_the_files_that_mention_them()
    {
        await _room.WriteAsync(6);
        _room.RemoveAnchors();

        var error = await _room.OneErrorAsync();

        Assert.Equal("audit-file-missing", error.Rule);
        Assert.StartsWith("anchors/api.", error.Where, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_written_anew_with_the_same_key_contradicts_the_anchor()
    {
        await _room.WriteAsync(6);
        var anchors = Directory.GetFiles(Path.Combine(_room.Folder, "anchors")).Single();
        var kept = await File.ReadAllBytesAsync(anchors, Token);
        File.Delete(_room.TheFile());
        _room.RemoveAnchors();
        _room.Time.Advance(TimeSpan.FromSeconds(1));
        await _room.WriteAsync(6);
        await File.WriteAllBytesAsync(anchors, kept, Token);

        var report = await _room.VerifyAsync();

        Assert.Contains(report.Findings, finding => finding.Rule == "audit-altered" && finding.Message.Contains("written anew", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_renamed_file_is_found()
    {
        await _room.WriteAsync(6);
        File.Move(_room.TheFile(), _room.TheFile().Replace("api.", "abc.", StringComparison.Ordinal));

        var report = await _room.VerifyAsync();

        Assert.Contains(report.Findings, finding => finding.Rule == "audit-renamed");
    }

    [Fact]
    public async Task A_wrong_key_is_told_apart_from_tampering()
    {
        await _room.WriteAsync(6);
        _room.Key![0] ^= 1;

        var report = await _room.VerifyAsync();

        Assert.All(report.Findings, finding => Assert.Equal("audit-wrong-key", finding.Rule));
        Assert.Equal(2, report.Findings.Count);
        Assert.Equal(6, report.Accesses);
    }

    [Fact]
    public async Task Without_the_key_links_are_followed_and_said_to_be_unproven()
    {
        await _room.WriteAsync(6);
        _room.Key = null;

        var report = await _room.VerifyAsync();

        Assert.True(report.IsIntact);
        Assert.All(report.Findings, finding => Assert.Equal("audit-no-key", finding.Rule));
        _room.Rewrite(lines => lines.Where((_, index) => index != 3));
        Assert.Equal("audit-missing", (await _room.OneErrorAsync()).Rule);
    }

    [Fact]
    public async Task A_chain_without_a_key_is_a_warning()
    {
        _room.Key = null;
        await _room.WriteAsync(6);

        var report = await _room.VerifyAsync();

        Assert.True(report.IsIntact);
        Assert.All(report.Findings, finding => Assert.Equal("audit-unkeyed", finding.Rule));
        Assert.Equal(AuditProof.Unkeyed, report.Files[0].Proof);
    }

    [Fact]
    public async Task A_keyed_chain_that_goes_on_without_a_key_is_an_error()
    {
        var key = _room.Key;
        await _room.WriteAsync(3);
        _room.Key = null;
        await _room.WriteAsync(3);
        _room.Key = key;

        var report = await _room.VerifyAsync();

        Assert.False(report.IsIntact);
        Assert.Contains(report.Findings, finding => finding is { Rule: "audit-unkeyed", Severity: FindingSeverity.Error });
    }

    [Fact]
    public async Task Every_broken_file_is_named_at_once()
    {
        foreach (var service in (string[])["a", "b", "c"])
        {
            await _room.WriteAsync(4, service);
            _room.Rewrite(lines => lines.Select((line, i) => i == 2 ? line.Replace("KEY_1", "KEY_9", StringComparison.Ordinal) : line), service);
        }

        var report = await _room.VerifyAsync();

        Assert.Equal(["a", "b", "c"], report.Findings.Where(f => f.Rule == "audit-altered").Select(f => f.Where.Split('.')[0]));
        Assert.Equal(3, report.Files.Count(file => !file.IsIntact));
    }

    [Fact]
    public async Task No_audit_is_no_fault() => Assert.Empty((await _room.VerifyAsync()).Files);

    public void Dispose() => _room.Dispose();
}
