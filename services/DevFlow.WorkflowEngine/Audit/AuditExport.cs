using System.Security.Claims;
using CsvHelper;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Access;

namespace DevFlow.WorkflowEngine.Audit;

/// <summary>Writes records out as they are found, however many there are.</summary>
internal static class AuditExport
{
    // A table program takes a cell that begins with = + - @ for a formula: what strangers may have written into a key must not run there.
    private static readonly CsvWriterOptions _csv = new() { Injection = CsvInjection.Escape };

    public static async Task<IResult> WriteAsync(
        [AsParameters] AuditQueryParameters query, string format, AuditSearch search, ClaimsPrincipal caller, CancellationToken cancellationToken, long? chain = null)
    {
        var identity = caller.Identity();
        var filter = query.ToFilter();
        filter.Check();
        var records = chain is { } id ? search.ChainAsync(identity, id, cancellationToken) : search.AllAsync(identity, filter, cancellationToken);
        // Nothing is sent before the first record is there: until then what goes wrong can still be answered.
        var started = await StartedAsync(records, cancellationToken);
        return format switch
        {
            "jsonl" => TypedResults.Stream(stream => LinesAsync(started, stream, cancellationToken), "application/x-ndjson", "audit.jsonl"),
            "csv" => TypedResults.Stream(stream => TableAsync(started, stream, cancellationToken), "text/csv", "audit.csv"),
            _ => throw new VaultException(VaultError.Invalid, "'format' is jsonl or csv."),
        };
    }

    private static async Task<IAsyncEnumerable<StoredAuditRecord>> StartedAsync(IAsyncEnumerable<StoredAuditRecord> records, CancellationToken cancellationToken)
    {
        var all = records.GetAsyncEnumerator(cancellationToken);
        var more = await all.MoveNextAsync();
        return ContinueAsync();

        async IAsyncEnumerable<StoredAuditRecord> ContinueAsync()
        {
            await using (all)
            {
                for (; more; more = await all.MoveNextAsync())
                    yield return all.Current;
            }
        }
    }

    private static async Task LinesAsync(IAsyncEnumerable<StoredAuditRecord> records, Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        await foreach (var record in records.WithCancellation(cancellationToken))
        {
            if (record.Piece is { } piece)
            {
                // May be anything: it goes out as the bytes that it was.
                await writer.FlushAsync(cancellationToken);
                await stream.WriteAsync(piece, cancellationToken);
                await writer.WriteLineAsync();
            }

            await writer.WriteLineAsync(record.Line);
        }
    }

    private static async Task TableAsync(IAsyncEnumerable<StoredAuditRecord> records, Stream stream, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(stream, _csv, leaveOpen: true);
        await csv.WriteRecordAsync(AuditTable.Columns, cancellationToken);
        await foreach (var record in records.WithCancellation(cancellationToken))
            await csv.WriteRecordAsync(AuditTable.Row(record), cancellationToken);
    }
}
