using System.Diagnostics;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Audit;

/// <summary>Whatever ends in the middle of a batch: afterwards the database has what stands in the files, and nothing twice.</summary>
public sealed class AuditFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PostgreSQL_that_is_killed_again_and_again_while_records_come_loses_none_and_has_none_twice()
    {
        await using var postgres = await PostgresServer.StartAsync(Token);
        await using var room = await AuditRoom.CreateAsync(postgres);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var stopWriting = CancellationTokenSource.CreateLinkedTokenSource(Token);
        // Small batches, and two senders of the same files: many transactions to be caught in.
        var shipping = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => new AuditShipper(new()
        {
            Folder = room.Folder,
            Ships = _ => true,
            Replica = room.Replica(),
            LookEvery = TimeSpan.FromMilliseconds(10),
            MaxDelay = TimeSpan.FromMilliseconds(100),
            MaxBatchBytes = 16 * 1024,
        }).RunAsync(stop.Token)));
        var writing = Task.WhenAll(WriteAsync(room, "api", stopWriting.Token), WriteAsync(room, "worker", stopWriting.Token));

        for (var round = 0; round < Soak.Times(inEveryRun: 2, inFull: 30); round++)
        {
            await GrownAsync(room, await CountAsync(room));
            using var killed = Process.GetProcessById(postgres.ProcessId);
            killed.Kill();
            await killed.WaitForExitAsync(Token);
        }

        await GrownAsync(room, await CountAsync(room));
        await stopWriting.CancelAsync();
        await writing;
        var written = room.Files().Sum(file => File.ReadLines(file).LongCount());
        while (await CountAsync(room) < written)
            await Task.Delay(20, Token);
        await stop.CancelAsync();
        await shipping;
        await room.AssertCompleteAsync();
    }

    [Fact]
    public async Task A_sender_that_ends_in_the_middle_of_a_batch_leaves_all_of_it_or_nothing()
    {
        await using var postgres = await PostgresServer.StartAsync(Token);
        await using var room = await AuditRoom.CreateAsync(postgres);
        await room.WriteAsync(2000);
        for (var milliseconds = 0; await CountAsync(room) < File.ReadLines(room.TheFile).LongCount(); milliseconds++)
        {
            using var cut = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds));
            try
            {
                await room.Shipper(maxBatchBytes: 128 * 1024).SendAsync(cut.Token);
            }
            catch (Exception fault) when (fault is OperationCanceledException or VaultException or NpgsqlException)
            {
                var taken = await room.TakenAsync();
                Assert.Equal(File.ReadLines(room.TheFile).Take(taken.Length), taken);
            }
        }

        await room.AssertCompleteAsync();
    }

    private static async Task WriteAsync(AuditRoom room, string service, CancellationToken stop)
    {
        await using var audit = room.Open(service, TimeProvider.System);
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            await audit.RecordAsync(AuditRoom.Access($"KEY_{i}"), Token);
            // Enough for a batch at any moment; more would only have to be waited for at the end.
            if (i % 4 == 0)
                await Task.Delay(1, Token);
        }
    }

    private static async Task GrownAsync(AuditRoom room, long from)
    {
        while (await CountAsync(room) <= from)
            await Task.Delay(5, Token);
    }

    // Asked until it answers: the server may be on its way up.
    private static async Task<long> CountAsync(AuditRoom room)
    {
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection($"{room.Database.AdminConnectionString};Pooling=false");
                await connection.OpenAsync(Token);
                await using var count = new NpgsqlCommand("SELECT count(*) + count(piece) FROM devflow.audit_records", connection);
                return (long)(await count.ExecuteScalarAsync(Token))!;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(20, Token);
            }
        }
    }
}
