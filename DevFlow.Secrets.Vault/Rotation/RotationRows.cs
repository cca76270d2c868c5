using Dapper;
using Npgsql;

namespace DevFlow.Secrets.Vault;

/// <summary>The rows of runs, as the one who does their steps reads and writes them.</summary>
internal static class RotationRows
{
    private const string Ready = $"""
        SELECT {RotationRunRow.Columns} FROM devflow.rotation_runs
        WHERE id = @id AND ended_at IS NULL AND (not_before IS NULL OR not_before <= @now OR changed_at > @now) FOR UPDATE SKIP LOCKED
        """;

    private const string Locked = $"SELECT {RotationRunRow.Columns} FROM devflow.rotation_runs WHERE id = @id FOR UPDATE";

    private const string Move = $"""
        UPDATE devflow.rotation_runs SET state = @State, step = @Step, attempts = @Attempts, changed_at = @now, not_before = @until, ended_at = @endedAt, problem = @Problem,
            destination = coalesce(@Destination, destination), past_return = past_return OR @IsPastReturn,
            taken_back_by = coalesce(@TakenBackBy, taken_back_by) WHERE id = @id RETURNING {RotationRunRow.Columns}
        """;

    private const string Log = """
        INSERT INTO devflow.rotation_steps (run, number, step, problem, started_at, ended_at)
        SELECT @id, coalesce(max(number), 0) + 1, @Step, @problem, @began, @now FROM devflow.rotation_steps WHERE run = @id
        """;

    /// <summary>Locks a run of which a step can be done now; null when there is none, or somebody else has it.</summary>
    public static Task<RotationRun?> TakeAsync(NpgsqlConnection connection, Guid id, DateTimeOffset now, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<RotationRun>(new CommandDefinition(Ready, new { id, now = now.UtcDateTime }, cancellationToken: cancellationToken));

    /// <summary>Locks a run, when its step is done; null when there is none.</summary>
    public static Task<RotationRun?> LockAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        connection.QuerySingleOrDefaultAsync<RotationRun>(new CommandDefinition(Locked, new { id }, cancellationToken: cancellationToken));

    public static Task<RotationRun> MoveAsync(NpgsqlConnection connection, Guid id, RotationMove move, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var values = new
        {
            id,
            move.State,
            move.Step,
            move.Attempts,
            move.Problem,
            move.Destination,
            move.TakenBackBy,
            move.IsPastReturn,
            now = now.UtcDateTime,
            until = (now + move.Wait)?.UtcDateTime,
            endedAt = move.IsEnd ? now.UtcDateTime : (DateTime?)null,
        };
        return connection.QuerySingleAsync<RotationRun>(new CommandDefinition(Move, values, cancellationToken: cancellationToken));
    }

    /// <summary>Notes that the run leaves the value as it is.</summary>
    public static Task KeepAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition("UPDATE devflow.rotation_runs SET kept_value = true WHERE id = @id", new { id }, cancellationToken: cancellationToken));

    /// <summary>Whether a run left the value as it was.</summary>
    public static Task<bool> IsKeptAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition("SELECT kept_value FROM devflow.rotation_runs WHERE id = @id", new { id }, cancellationToken: cancellationToken));

    public static Task LogAsync(NpgsqlConnection connection, RotationRun run, string? problem, DateTimeOffset began, DateTimeOffset now, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(new CommandDefinition(
            Log, new { id = run.Id, run.Step, problem, began = began.UtcDateTime, now = now.UtcDateTime }, cancellationToken: cancellationToken));
}
