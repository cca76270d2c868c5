using Microsoft.Extensions.Time.Testing;

namespace DevFlow.Secrets.Vault.Tests.Access;

public sealed class SessionTests(VaultServer server) : IAsyncLifetime
{
    private const string Code = "one-time-code-0123456789012345678901234567_";

    private readonly FakeTimeProvider _time = new(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private TestDatabase _database = null!;
    private string[] _secrets = ["session-secret-0123456789abcdef0123456789"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await server.CreateDatabaseAsync();

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_code_counts_once_also_after_a_restart()
    {
        Assert.NotNull(await Sessions().BeginWithCodeAsync(Code, Cancel));
        Assert.Null(await Sessions().BeginWithCodeAsync(Code, Cancel));
        Assert.NotNull(await Sessions().BeginWithCodeAsync($"{Code}2", Cancel));
    }

    [Fact]
    public async Task Of_many_who_use_a_code_at_the_same_moment_one_begins_a_session()
    {
        var begun = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Sessions().BeginWithCodeAsync(Code, Cancel)));

        Assert.Single(begun, session => session is not null);
    }

    [Fact]
    public async Task A_code_that_could_not_be_used_up_still_counts()
    {
        await _database.AsAdminAsync("REVOKE INSERT ON devflow.sessions FROM devflow_app");
        Assert.Equal(VaultError.Forbidden, (await Assert.ThrowsAsync<VaultException>(() => Sessions().BeginWithCodeAsync(Code, Cancel))).Error);

        await _database.AsAdminAsync("GRANT INSERT ON devflow.sessions TO devflow_app");
        Assert.NotNull(await Sessions().BeginWithCodeAsync(Code, Cancel));
    }

    [Fact]
    public async Task A_session_lasts_thirty_days()
    {
        var session = await BeginAsync();

        _time.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.Equal("local", (await Sessions().FindAsync(session, Cancel))!.Name);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await Sessions().FindAsync(session, Cancel));
    }

    [Fact]
    public async Task Another_session_secret_ends_all_sessions()
    {
        var session = await BeginAsync();
        _secrets = ["another-secret-0123456789abcdef0123456789"];

        Assert.Null(await Sessions().FindAsync(session, Cancel));
    }

    [Fact]
    public async Task A_session_goes_on_and_can_be_ended_while_the_secret_that_it_was_begun_with_is_accepted_beside_another()
    {
        var (session, ended) = (await BeginAsync(), (await Sessions().BeginWithCodeAsync($"{Code}2", Cancel))!.Value.Session.Reveal());
        _secrets = ["another-secret-0123456789abcdef0123456789", .. _secrets];

        Assert.NotNull(await Sessions().FindAsync(session, Cancel));
        await Sessions().EndAsync(ended, Cancel);
        Assert.Null(await Sessions().FindAsync(ended, Cancel));
        var fresh = (await Sessions().BeginWithCodeAsync($"{Code}3", Cancel))!.Value.Session.Reveal();
        _secrets = [_secrets[0]];
        Assert.Null(await Sessions().FindAsync(session, Cancel));
        Assert.NotNull(await Sessions().FindAsync(fresh, Cancel));
    }

    [Fact]
    public async Task A_row_that_somebody_wrote_who_does_not_know_the_secret_is_no_session()
    {
        await BeginAsync();
        var forged = new string('A', 43);
        await _database.AsAdminAsync($"UPDATE devflow.sessions SET hash = sha256('{forged}')");

        Assert.Null(await Sessions().FindAsync(forged, Cancel));
    }

    [Fact]
    public async Task A_person_who_is_erased_is_signed_in_no_more()
    {
        var session = await BeginAsync();
        await _database.AsAdminAsync("UPDATE devflow.users SET erased_at = now()");

        Assert.Null(await Sessions().FindAsync(session, Cancel));
    }

    [Fact]
    public async Task Without_the_secret_nobody_is_called_signed_out()
    {
        var sessions = new Sessions(_database.Vault, _ => throw new SecretNotFoundException("SESSION_SECRET", []), new((_, _) => ValueTask.CompletedTask), _time);

        Assert.Equal(VaultError.Unavailable, (await Assert.ThrowsAsync<VaultException>(() => sessions.FindAsync(new string('A', 43), Cancel))).Error);
    }

    private async Task<string> BeginAsync() => (await Sessions().BeginWithCodeAsync(Code, Cancel))!.Value.Session.Reveal();

    private Sessions Sessions() => new(_database.Vault, _ => new((IReadOnlyList<SecretValue>)[.. _secrets.Select(secret => new SecretValue(secret, "test", _time.GetUtcNow()))]), new((_, _) => ValueTask.CompletedTask), _time);
}
