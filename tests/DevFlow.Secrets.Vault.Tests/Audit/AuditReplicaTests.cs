using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Audit;

public sealed class AuditReplicaTests(VaultServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_stands_in_the_files_is_taken_line_for_line_and_a_second_time_nothing()
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await room.WriteAsync(300, "api");
        await room.WriteAsync(20, "worker");
        room.Time.Advance(TimeSpan.FromDays(1));
        await room.WriteAsync(30, "api");

        var taken = await room.Shipper().SendAsync(Token);

        await room.AssertCompleteAsync();
        Assert.Equal(room.Files().Sum(file => File.ReadLines(file).Count()), taken);
        Assert.Equal(0, await room.Shipper().SendAsync(Token));
        Assert.Equal(3, (await room.Replica().HeadsAsync(Token)).Count);
    }

    [Fact]
    public async Task What_a_line_says_stands_in_columns()
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await using (var audit = room.Open())
        {
            var counter = await audit.RecordAsync(AuditRoom.Access("JWT_SECRET", "user:a\0b", "denied"), Token);
            counter.Increment();
            counter.Increment();
        }

        await room.Shipper().SendAsync(Token);

        await using var admin = new NpgsqlConnection(room.Database.AdminConnectionString);
        var rows = (await admin.QueryAsync("SELECT * FROM devflow.audit_records WHERE key IS NOT NULL ORDER BY seq")).ToList();
        Assert.Equal(["access", "reads"], rows.Select(row => (string)row.kind));
        var row = rows[0];
        Assert.Equal(
            ("api", "JWT_SECRET", "system", "denied", "1password", "op://DevFlow/AOSentry/api_key", 3, "user:a\uFFFDb", 1L),
            ((string)row.service, (string)row.key, (string)row.tier, (string)row.outcome, (string)row.source, (string)row.reference, (int)row.version, (string)row.user_name, (long)row.count));
        Assert.Equal(("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", room.Time.GetUtcNow().UtcDateTime), ((string)row.trace_id, (string)row.span_id, (DateTime)row.time));
        Assert.Equal(2, (long)rows[1].count);
        Assert.Equal(room.Lines(), await room.TakenAsync());
    }

    [Fact]
    public async Task Two_senders_at_once_and_a_batch_that_is_sent_twice_leave_every_record_once()
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await room.WriteAsync(400);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => room.Shipper(maxBatchBytes: 4096).SendAsync(Token)));
        await room.Replica().AppendAsync(room.Batch(room.Lines(), fromStart: true), Token);
        await room.Replica().AppendAsync(room.Batch(room.Lines()[100..200], fromStart: false), Token);

        await room.AssertCompleteAsync();
        Assert.Equal("closed", (await room.ChainAsync()).State);
    }

    [Fact]
    public async Task A_gap_is_refused_and_the_answer_says_which_record_is_wanted()
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await room.WriteAsync(20);
        var lines = room.Lines();
        var replica = room.Replica();
        await replica.AppendAsync(room.Batch(lines[..5], fromStart: true), Token);

        var answer = await replica.AppendAsync(room.Batch(lines[7..], fromStart: false), Token);

        Assert.Equal((AuditAppendOutcome.Gap, 5, 0), (answer.Outcome, answer.Seq, answer.Taken));
        Assert.Equal(lines[..5], await room.TakenAsync());
        await room.Shipper().SendAsync(Token);
        await room.AssertCompleteAsync();
    }

    [Theory]
    [InlineData("altered")]
    [InlineData("removed")]
    [InlineData("moved")]
    [InlineData("repeated")]
    [InlineData("inserted")]
    [InlineData("garbage")]
    [InlineData("of another time")]
    public async Task A_line_that_does_not_follow_breaks_the_chain_there_and_when_the_file_is_put_right_it_goes_on(string what)
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await room.WriteAsync(30);
        var lines = room.Lines();
        room.Rewrite(what switch
        {
            "altered" => [.. lines[..10], lines[10].Replace("\"hit\"", "\"miss\"", StringComparison.Ordinal), .. lines[11..]],
            "removed" => [.. lines[..10], .. lines[11..]],
            "moved" => [.. lines[..10], lines[11], lines[10], .. lines[12..]],
            "repeated" => [.. lines[..10], lines[9], .. lines[10..]],
            "inserted" => [.. lines[..10], lines[20], .. lines[10..]],
            "garbage" => [.. lines[..10], "not a record", .. lines[10..]],
            _ => [.. lines[..10], lines[10].Replace("\"time\":\"2026", "\"time\":\"1926", StringComparison.Ordinal), .. lines[11..]],
        });
        // At the start of a batch a line that repeats the last one is what a sender repeats, and changes nothing.
        var shipper = room.Shipper(maxBatchBytes: what == "repeated" ? 1024 * 1024 : 2048);

        await shipper.SendAsync(Token);

        var chain = await room.ChainAsync();
        Assert.Equal(("broken", 10), (chain.State, chain.Seq));
        Assert.NotNull(chain.Reason);
        Assert.Equal(lines[..10], await room.TakenAsync());

        room.Rewrite(lines);
        Assert.Equal(0, await shipper.SendAsync(Token));
        room.Time.Advance(TimeSpan.FromMinutes(2));
        await shipper.SendAsync(Token);
        await room.AssertCompleteAsync();
        Assert.Equal(("closed", null), ((await room.ChainAsync()).State, (await room.ChainAsync()).Reason));
    }

    [Fact]
    public async Task One_broken_chain_does_not_hold_up_the_others()
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await room.WriteAsync(10, "api");
        room.Rewrite(["nothing", .. room.Lines()]);
        await room.WriteAsync(10, "worker");

        await room.Shipper().SendAsync(Token);

        Assert.Equal(await File.ReadAllLinesAsync(room.Files()[1], Token), await room.TakenAsync(room.Files()[1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(0)]
    public async Task A_piece_that_a_crash_left_is_kept_with_the_line_that_recovers_it(int missing)
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await room.WriteAsync(10);
        var shipper = room.Shipper(maxBatchBytes: 700);
        // Without its end, or only without its line feed, as a crash leaves it.
        var whole = await File.ReadAllTextAsync(room.TheFile, Token);
        await File.WriteAllTextAsync(room.TheFile, whole[..^(1 + missing)], Token);
        await shipper.SendAsync(Token);
        Assert.Equal(room.Lines()[..^1], await room.TakenAsync());

        await room.WriteAsync(10, prefix: "AFTER");
        await shipper.SendAsync(Token);

        Assert.Contains("\"kind\":\"recovered\"", await File.ReadAllTextAsync(room.TheFile, Token), StringComparison.Ordinal);
        await room.AssertCompleteAsync();
        await room.Replica().AppendAsync(room.Batch(room.Lines(), fromStart: true), Token);
        await room.AssertCompleteAsync();
        Assert.Equal("closed", (await room.ChainAsync()).State);
    }

    [Fact]
    public async Task A_file_that_was_taken_away_and_begun_anew_is_another_part_and_both_are_kept()
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await room.WriteAsync(10);
        var old = room.Lines();
        var shipper = room.Shipper();
        await shipper.SendAsync(Token);
        File.Delete(room.TheFile);
        room.Time.Advance(TimeSpan.FromSeconds(1));
        await room.WriteAsync(5, prefix: "ANEW");

        await shipper.SendAsync(Token);
        await room.Shipper().SendAsync(Token);

        Assert.Equal(old, await room.TakenAsync(part: 1));
        Assert.Equal(room.Lines(), await room.TakenAsync(part: 2));
        Assert.Equal("replaced", (await room.ChainAsync(part: 1)).State);
        Assert.Equal("closed", (await room.ChainAsync(part: 2)).State);
    }

    [Fact]
    public async Task A_file_whose_end_was_written_anew_is_broken_where_it_differs()
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await room.WriteAsync(10);
        await room.Shipper().SendAsync(Token);
        var lines = room.Lines();
        room.Rewrite(lines[..6]);
        await room.WriteAsync(3, prefix: "FORGED");

        await room.Shipper().SendAsync(Token);

        Assert.Equal("broken", (await room.ChainAsync()).State);
        Assert.Equal(lines, await room.TakenAsync());
    }

    [Theory]
    [InlineData("ours", "keyed")]
    [InlineData("none", "unkeyed")]
    [InlineData("another", "links")]
    public async Task How_far_a_chain_is_proven_is_said(string key, string proof)
    {
        await using var room = await AuditRoom.CreateAsync(server);
        room.Key = key switch { "ours" => room.Key, "none" => null, _ => new byte[32] };
        await room.WriteAsync(5);

        await room.Shipper().SendAsync(Token);

        Assert.Equal(proof, (await room.ChainAsync()).Proof);
        await room.AssertCompleteAsync();
    }

    [Theory]
    [InlineData("api.jsonl")]
    [InlineData("../api.h.0.20260131.jsonl")]
    [InlineData("api.h.0.20260131.txt")]
    [InlineData("api.h.0.20261331.jsonl")]
    [InlineData("api';--.h.0.20260131.jsonl")]
    public async Task A_name_that_is_none_of_a_chain_is_refused(string file)
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await room.WriteAsync(3);

        var refused = await Assert.ThrowsAsync<VaultException>(() => room.Replica().AppendAsync(room.Batch(room.Lines(), fromStart: true, file), Token).AsTask());

        Assert.Equal(VaultError.Invalid, refused.Error);
    }

    [Fact]
    public async Task A_chain_under_another_name_is_not_taken()
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await room.WriteAsync(3);

        var answer = await room.Replica().AppendAsync(room.Batch(room.Lines(), fromStart: true, "other.host.0.20260131.jsonl"), Token);

        Assert.Equal((AuditAppendOutcome.Broken, 0), (answer.Outcome, answer.Taken));
    }

    [Fact]
    public async Task No_month_is_made_for_a_record_that_is_not_taken()
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await room.WriteAsync(10);
        var lines = room.Lines();
        var forged = lines[6].Replace("2026-01-31", "2050-01-31", StringComparison.Ordinal);
        Assert.NotEqual(lines[6], forged);

        var answer = await room.Replica().AppendAsync(room.Batch([.. lines[..6], forged, .. lines[7..]], fromStart: true), Token);

        Assert.Equal((AuditAppendOutcome.Broken, 6), (answer.Outcome, answer.Taken));
        await using var admin = new NpgsqlConnection(room.Database.AdminConnectionString);
        Assert.Equal(["audit_records_202601"], await admin.QueryAsync<string>(
            "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'devflow.audit_records'::regclass"));
    }

    [Fact]
    public async Task Of_what_was_taken_before_only_what_a_batch_repeats_is_asked_for()
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await room.WriteAsync(30);
        await room.Shipper().SendAsync(Token);
        var lines = room.Lines();

        var seals = await room.Database.Vault.RunAsync(
            VaultIdentity.Maintenance("audit"),
            (connection, _) => connection.QueryAsync<long>("SELECT seq FROM devflow.audit_seals((SELECT id FROM devflow.audit_chains), ARRAY[1, 20, 99]::bigint[]) ORDER BY seq"),
            Token);
        var answer = await room.Replica().AppendAsync(room.Batch([lines[0], lines[^1]], fromStart: false), Token);

        Assert.Equal([1, 20], seals);
        Assert.Equal((AuditAppendOutcome.Taken, lines.Length, 0), (answer.Outcome, answer.Seq, answer.Taken));
    }

    [Fact]
    public async Task A_batch_that_is_too_large_or_has_lines_that_are_none_is_broken_and_the_right_one_is_taken_after_it()
    {
        await using var room = await AuditRoom.CreateAsync(server);
        await room.WriteAsync(10);
        var replica = room.Replica();
        var large = new byte[AuditReplica.MaxBatchBytes + 1];
        Array.Fill(large, (byte)'\n');

        var tooLarge = await replica.AppendAsync(new(Path.GetFileName(room.TheFile), large, FromStart: true), Token);
        var noLines = await replica.AppendAsync(new(Path.GetFileName(room.TheFile), large.AsMemory(1), FromStart: true), Token);

        Assert.Equal((AuditAppendOutcome.Broken, 0), (tooLarge.Outcome, tooLarge.Taken));
        Assert.Contains("8388608", tooLarge.Reason, StringComparison.Ordinal);
        Assert.Equal((AuditAppendOutcome.Broken, 0), (noLines.Outcome, noLines.Taken));
        Assert.Equal(2, AuditLinesRead.Of(new("x", large.AsMemory(1), FromStart: true)).Lines.Count);
        await room.Shipper().SendAsync(Token);
        await room.AssertCompleteAsync();
    }
}
