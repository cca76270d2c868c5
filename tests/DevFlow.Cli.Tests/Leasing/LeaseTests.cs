namespace DevFlow.Cli.Tests.Leasing;

/// <summary>A lease lives as long as its program, whatever ends that.</summary>
public sealed class LeaseTests : IAsyncDisposable
{
    private const string Id = "01938f5e-0000-7000-8000-000000000001";
    private const string Password = "canary-of-a-lease-0123456789";

    // Of two seconds, so that it is renewed after one; both times are the engine's, which may be of any year.
    private const string Lease =
        $$"""{"id":"{{Id}}","profile":"read-only","principal":"user:1","login":"devflow_lease_1","state":"active","openedAt":"2026-01-01T00:00:00Z","expiresAt":"2026-01-01T00:00:02Z","renewableUntil":"2026-01-01T12:00:00Z"}""";

    private const string Opened =
        $$"""POST /api/v1/leases 201 {"lease":{{Lease}},"host":"localhost","port":5432,"database":"devflow","user":"devflow_lease_1","password":"{{Password}}","url":"postgresql://devflow_lease_1:{{Password}}@localhost:5432/devflow"}""";

    private readonly Clone _clone = new();
    private readonly FakeEngine _engine = new();
    private readonly Shell _shell;

    public LeaseTests() => _shell = new(_clone.Folder);

    [Fact]
    public async Task It_is_renewed_while_the_program_runs_and_ended_with_it()
    {
        // The first renewal meets an engine that is busy.
        await _engine.StartAsync($"{Opened}\nPOST /api/v1/leases/{Id}/renew 503\nPOST /api/v1/leases/{Id}/renew 200 {Lease}\nDELETE /api/v1/leases/{Id} 200 {{}}", _shell);

        var running = _shell.RunAsync("devflow lease read-only --ttl 90s -- sh -c 'until [ -e enough ]; do sleep 0.05; done; echo $PGPASSWORD; exit 3'");
        while (_engine.Calls.Count(call => call.Contains("/renew", StringComparison.Ordinal)) < 2)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        _clone.Write("enough", "");
        var result = await running;

        Assert.Equal((3, "***\n"), (result.ExitCode, result.StandardOutput));
        Assert.Equal("devflow: warning: the lease devflow_lease_1 is not renewed: The Workflow Engine at [engine] answered 503\n", result.StandardError.Replace(_engine.Authority, "[engine]", StringComparison.Ordinal));
        Assert.Equal("""POST /api/v1/leases {"profile":"read-only","ttlSeconds":90}""", Compact(_engine.Calls[0]));
        Assert.Equal($$"""POST /api/v1/leases/{{Id}}/renew {"profile":null,"ttlSeconds":90}""", Compact(_engine.Calls[1]));
        Assert.Equal($"DELETE /api/v1/leases/{Id}", _engine.Calls[^1]);
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_answer_is_tried_once_more_as_the_same_call_and_no_third_time()
    {
        await _engine.StartAsync($"POST /api/v1/leases\n{Opened}\nDELETE /api/v1/leases/{Id} 200 {{}}", _shell);
        Assert.Equal(0, (await _shell.RunAsync("devflow lease read-only -- true")).ExitCode);
        var keys = _engine.IdempotencyKeys.ToList();
        Assert.Equal((2, 1), (keys.Count, keys.Distinct().Count()));
        Assert.Equal(2, _engine.Calls.Count(call => call.StartsWith("POST /api/v1/leases ", StringComparison.Ordinal)));

        await _engine.StartAsync("POST /api/v1/leases", _shell);
        Assert.Equal(4, (await _shell.RunAsync("devflow lease read-only -- true")).ExitCode);
        Assert.Equal((4, 2), (_engine.IdempotencyKeys.Count, _engine.IdempotencyKeys.Distinct().Count()));

        // What was refused was not lost.
        await _engine.StartAsync("POST /api/v1/leases 503", _shell);
        Assert.Equal(4, (await _shell.RunAsync("devflow lease read-only -- true")).ExitCode);
        Assert.Equal(5, _engine.IdempotencyKeys.Count);
    }

    [Fact]
    public async Task It_is_ended_when_devflow_is_told_to_end()
    {
        await _engine.StartAsync($"{Opened}\nPOST /api/v1/leases/{Id}/renew 200 {Lease}\nDELETE /api/v1/leases/{Id} 200 {{}}", _shell);

        var result = await _shell.RunAsync("""
            env --default-signal devflow lease read-only -- sh -c 'sleep 60 >/dev/null 2>&1 & trap "kill $!; exit 5" TERM; echo ready > ready; wait $!' & devflow=$!
            until [ -s ready ]; do sleep 0.01; done
            kill -TERM $devflow; wait $devflow; echo code $?
            """);

        Assert.Equal(("code 5\n", ""), (result.StandardOutput, result.StandardError));
        Assert.Equal($"DELETE /api/v1/leases/{Id}", _engine.Calls[^1]);
    }

    [Fact]
    public async Task An_engine_that_is_away_at_the_end_changes_no_exit_code_and_is_said()
    {
        await _engine.StartAsync($"{Opened}\nDELETE /api/v1/leases/{Id} 500", _shell);

        var result = await _shell.RunAsync("devflow lease read-only -- true");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("devflow: warning: the lease devflow_lease_1 could not be ended; it ends by itself when it expires", result.StandardError, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, result.StandardOutput + result.StandardError, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _clone.Dispose();
    }

    private static string Compact(string call) => call.Replace("\n", "", StringComparison.Ordinal).Replace("  ", "", StringComparison.Ordinal).Replace("\": ", "\":", StringComparison.Ordinal);
}
