using System.Text;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace DevFlow.Secrets.Vault;

/// <summary>Puts records into their table by COPY. PostgreSQL refuses it for a table with row-level security: they go through one without.</summary>
internal static class AuditCopy
{
    private const string Columns =
        "chain, seq, time, kind, service, key, tier, outcome, source, reference, version, user_name, trace_id, span_id, count, window_from, window_to, refused, line, piece";

    private const string Create = $"""
        CREATE TEMPORARY TABLE IF NOT EXISTS audit_batch ON COMMIT DELETE ROWS AS SELECT {Columns} FROM devflow.audit_records WITH NO DATA
        """;

    public static async Task WriteAsync(NpgsqlConnection connection, long chain, string service, IReadOnlyList<AuditRow> rows, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new CommandDefinition(Create, cancellationToken: cancellationToken));
        await using (var copy = await connection.BeginBinaryImportAsync($"COPY pg_temp.audit_batch ({Columns}) FROM STDIN (FORMAT BINARY)", cancellationToken))
        {
            foreach (var row in rows)
                await WriteAsync(copy, chain, service, row, cancellationToken);
            await copy.CompleteAsync(cancellationToken);
        }

        await connection.ExecuteAsync(new CommandDefinition(
            $"INSERT INTO devflow.audit_records ({Columns}) SELECT {Columns} FROM pg_temp.audit_batch", cancellationToken: cancellationToken));
        await SecretReads.AddAsync(connection, cancellationToken);
    }

    private static async Task WriteAsync(NpgsqlBinaryImporter copy, long chain, string service, AuditRow row, CancellationToken cancellationToken)
    {
        var line = row.Line;
        var access = line.Access;
        await copy.StartRowAsync(cancellationToken);
        await copy.WriteAsync(chain, NpgsqlDbType.Bigint, cancellationToken);
        await copy.WriteAsync(line.Seq, NpgsqlDbType.Bigint, cancellationToken);
        await copy.WriteAsync(line.Time.UtcDateTime, NpgsqlDbType.TimestampTz, cancellationToken);
        await TextAsync(line.Kind);
        await TextAsync(service);
        await TextAsync(access?.Key);
        await TextAsync(access is null ? null : SecretOutcomes.Of(access.Tier));
        await TextAsync(access?.Outcome);
        await TextAsync(access?.Source);
        await TextAsync(access?.Reference);
        await ValueAsync(access?.Version, NpgsqlDbType.Integer);
        await TextAsync(access?.User);
        await TextAsync(access?.TraceId);
        await TextAsync(access?.SpanId);
        await copy.WriteAsync(line.Count, NpgsqlDbType.Bigint, cancellationToken);
        await ValueAsync(line.From?.UtcDateTime, NpgsqlDbType.TimestampTz);
        await ValueAsync(line.To?.UtcDateTime, NpgsqlDbType.TimestampTz);
        await copy.WriteAsync(line.Refused, NpgsqlDbType.Boolean, cancellationToken);
        await TextAsync(Encoding.ASCII.GetString(row.Bytes.Span));
        if (row.Piece is null)
            await copy.WriteNullAsync(cancellationToken);
        else
            await copy.WriteAsync(row.Piece, NpgsqlDbType.Bytea, cancellationToken);

        // A text of PostgreSQL has no place for U+0000; the line says it as it was.
        Task TextAsync(string? text) => text is null
            ? copy.WriteNullAsync(cancellationToken)
            : copy.WriteAsync(text.Replace('\0', '\uFFFD'), NpgsqlDbType.Text, cancellationToken);

        Task ValueAsync<T>(T? value, NpgsqlDbType type) where T : struct => value is { } given
            ? copy.WriteAsync(given, type, cancellationToken)
            : copy.WriteNullAsync(cancellationToken);
    }
}
