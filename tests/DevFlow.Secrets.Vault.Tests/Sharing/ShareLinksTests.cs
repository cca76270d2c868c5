using System.Security.Cryptography;
using DevFlow.Secrets.Vault.Tests.Support;
using Npgsql;

namespace DevFlow.Secrets.Vault.Tests.Sharing;

/// <summary>What is shared is handed out as often as was said, to whoever has the link, and is gone after that.</summary>
public sealed class ShareLinksTests(VaultServer server) : IAsyncLifetime
{
    private const string Opener = "127.0.0.1";

    private static readonly byte[] _access = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] _passphrase = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] _content = RandomNumberGenerator.GetBytes(80);

    private TestVault _vault = null!;
    private VaultIdentity _anna = null!;
    private VaultIdentity _ben = null!;
    private VaultIdentity _chief = null!;
    private ShareLinks _links = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _vault = await TestVault.CreateAsync(server);
        _anna = await _vault.Database.AddUserAsync("anna");
        _ben = await _vault.Database.AddUserAsync("ben");
        _chief = await _vault.Database.AddUserAsync("chief", isAdmin: true);
        _links = new(_vault.Database.Vault, _vault.RecordAsync);
    }

    public ValueTask DisposeAsync() => _vault.DisposeAsync();

    [Fact]
    public async Task Of_fifty_who_open_at_once_as_many_are_given_it_as_was_said()
    {
        var link = await _links.CreateAsync(_anna, New() with { Views = 7 }, Token);

        var openings = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => OpenAsync(link), Token)));

        Assert.All(openings.Where(opening => opening.Outcome is ShareOutcome.Opened), opening => Assert.Equal(_content, opening.Content!.Value.ToArray()));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], openings.Where(opening => opening.Outcome is ShareOutcome.Opened).Select(opening => opening.Remaining).Order());
        Assert.Equal(43, openings.Count(opening => opening is { Outcome: ShareLinkState.UsedUp, Content: null }));
        var ended = Assert.Single(await _links.ListAsync(_anna, withEnded: true, Token));
        Assert.Equal((ShareLinkState.UsedUp, 7, 7), (ended.State, ended.Views, ended.Opened));
        Assert.Equal(1L, await _vault.ScalarAsync("SELECT count(*) FROM devflow.share_links WHERE content IS NULL AND ended_at IS NOT NULL"));
        Assert.Equal(7, _vault.Accesses.Count(access => access.Key == $"api:share {link.Id}" && access is { Outcome: SecretOutcomes.Hit, User: Opener }));
    }

    [Fact]
    public async Task Who_has_no_key_learns_nothing_and_the_tenth_wrong_passphrase_destroys_what_is_shared()
    {
        var link = await _links.CreateAsync(_anna, New() with { PassphraseHash = SHA256.HashData(_passphrase), Views = 2 }, Token);
        Assert.True(link.HasPassphrase);

        foreach (var _ in Enumerable.Range(0, 20))
            Assert.Equal(ShareOutcome.None, (await _links.OpenAsync(link.Id, RandomNumberGenerator.GetBytes(32), _passphrase, Opener, Token)).Outcome);
        Assert.Equal(ShareOutcome.None, (await _links.OpenAsync(Guid.NewGuid(), _access, _passphrase, Opener, Token)).Outcome);
        Assert.Equal((ShareOutcome.Passphrase, 0), Of(await OpenAsync(link)));
        Assert.Equal((ShareOutcome.Wrong, 9), Of(await OpenAsync(link, _access)));
        Assert.Equal((ShareOutcome.Opened, 1), Of(await OpenAsync(link, _passphrase)));
        Assert.Equal((0, 1, 1), await CountsAsync(link));

        var guesses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => OpenAsync(link, _access), Token)));

        Assert.Equal(8, guesses.Count(guess => guess.Outcome is ShareOutcome.Wrong));
        Assert.Equal(12, guesses.Count(guess => guess.Outcome is ShareLinkState.Locked));
        Assert.Equal((ShareLinkState.Locked, 0), Of(await OpenAsync(link, _passphrase)));
        Assert.Equal((1, 1, 10), await CountsAsync(link));
    }

    [Fact]
    public async Task What_has_expired_or_was_revoked_is_destroyed_and_opens_no_more()
    {
        var (late, swept, taken) = (await _links.CreateAsync(_anna, New(), Token), await _links.CreateAsync(_anna, New(), Token), await _links.CreateAsync(_anna, New(), Token));
        await _vault.ScalarAsync($"UPDATE devflow.share_links SET created_at = now() - interval '2 days', expires_at = now() WHERE id IN ('{late.Id}', '{swept.Id}')");
        Assert.Equal([taken.Id], (await _links.ListAsync(_anna, withEnded: false, Token)).Select(link => link.Id));

        Assert.Equal((ShareLinkState.Expired, 0), Of(await OpenAsync(late)));
        Assert.Equal(1L, await _vault.ScalarAsync("SELECT count(*) FROM devflow.share_links WHERE content IS NULL"));
        Assert.Equal(0, await _links.ClearAsync(Token));
        Assert.Equal(2L, await _vault.ScalarAsync("SELECT count(*) FROM devflow.share_links WHERE content IS NULL AND reason = 'expired'"));
        foreach (var stranger in (VaultIdentity[])[_ben, VaultIdentity.OfService("mcp-gateway")])
            Assert.Equal(VaultError.NotFound, await ErrorAsync(() => _links.RevokeAsync(stranger, taken.Id, Token)));
        var revoked = await _links.RevokeAsync(_anna, taken.Id, Token);
        Assert.Equal((ShareLinkState.Revoked, _anna.Principal), (revoked.State, revoked.EndedBy));
        Assert.Equal((ShareLinkState.Revoked, 0), Of(await OpenAsync(taken)));
        Assert.Equal(VaultError.NotFound, await ErrorAsync(() => _links.RevokeAsync(_anna, taken.Id, Token)));
        Assert.Contains(_vault.Accesses, access => access.Key == $"api:share {taken.Id}" && access.Outcome is SecretOutcomes.Removed && access.User == _anna.Principal);

        await _vault.ScalarAsync("UPDATE devflow.share_links SET ended_at = now() - interval '91 days'");
        Assert.Equal(3, await _links.ClearAsync(Token));
        Assert.Equal(ShareOutcome.None, (await OpenAsync(taken)).Outcome);
    }

    [Fact]
    public async Task Administrators_and_the_engine_revoke_by_creator_and_by_secret_and_others_what_is_their_own()
    {
        var incident = VaultIdentity.Maintenance("incident");
        var service = VaultIdentity.OfService("mcp-gateway");
        foreach (var (who, secret) in ((VaultIdentity, string?)[])[(_anna, "A_KEY"), (_anna, "B_KEY"), (_ben, "A_KEY"), (_ben, null), (service, "B_KEY")])
            await _links.CreateAsync(who, New() with { Secret = secret }, Token);

        Assert.Empty(await _links.RevokeAllAsync(_ben, _anna.Principal, secret: null, Token));
        Assert.Equal([_ben.Principal], (await _links.RevokeAllAsync(_ben, creator: null, "A_KEY", Token)).Select(link => link.Creator));
        Assert.Equal(["A_KEY"], (await _links.RevokeAllAsync(_chief, _anna.Principal, "A_KEY", Token)).Select(link => link.Secret));
        Assert.Equal([_anna.Principal, service.Principal], (await _links.RevokeAllAsync(incident, creator: null, "B_KEY", Token)).Select(link => link.Creator));
        Assert.Equal([_ben.Principal], (await _links.RevokeAllAsync(incident, _ben.Principal, secret: null, Token)).Select(link => link.Creator));
        Assert.Equal(VaultError.Invalid, await ErrorAsync(() => _links.RevokeAllAsync(_chief, creator: null, secret: null, Token)));

        Assert.Empty(await _links.ListAsync(_chief, withEnded: false, Token));
        Assert.Equal(5, (await _links.ListAsync(_chief, withEnded: true, Token)).Count);
        Assert.All(await _links.ListAsync(_ben, withEnded: true, Token), link => Assert.Equal(_ben.Principal, link.Creator));
        Assert.Equal(0L, await _vault.ScalarAsync("SELECT count(*) FROM devflow.share_links WHERE content IS NOT NULL"));
    }

    [Fact]
    public async Task What_is_out_of_bounds_or_cannot_be_put_on_record_is_not_done_and_whoever_is_erased_shares_nothing()
    {
        NewShareLink[] wrong =
        [
            New() with { Content = new byte[28] }, New() with { Content = new byte[ShareLinks.MostBytes + 1] }, New() with { AccessHash = new byte[31] },
            New() with { PassphraseHash = new byte[33] }, New() with { Views = 0 }, New() with { Views = 101 }, New() with { Duration = TimeSpan.FromSeconds(59) },
            New() with { Duration = TimeSpan.FromDays(31) }, New() with { Secret = "" }, New() with { Secret = new('A', 301) },
        ];
        foreach (var link in wrong)
            Assert.Equal(VaultError.Invalid, await ErrorAsync(() => _links.CreateAsync(_anna, link, Token)));
        var all = await Assert.ThrowsAsync<VaultException>(() => _links.CreateAsync(_anna, new() { Content = default, AccessHash = default, Views = 0, Duration = default }, Token));
        Assert.Equal(4, all.Message.Split(';').Length);

        var refusing = new ShareLinks(_vault.Database.Vault, (_, _) => throw new SecretAuditException("the disk is full"));
        await Assert.ThrowsAsync<SecretAuditException>(() => refusing.CreateAsync(_anna, New(), Token));
        var made = await _links.CreateAsync(_anna, New(), Token);
        await Assert.ThrowsAsync<SecretAuditException>(() => refusing.OpenAsync(made.Id, _access, passphrase: null, Opener, Token));
        await Assert.ThrowsAsync<SecretAuditException>(() => refusing.RevokeAsync(_anna, made.Id, Token));
        Assert.Equal((0, 0, 0), await CountsAsync(made));

        await _vault.ScalarAsync($"""
            INSERT INTO devflow.share_links (id, creator, content, access_hash, views, expires_at)
            SELECT gen_random_uuid(), '{_anna.Principal}', content, access_hash, 1, expires_at FROM devflow.share_links, generate_series(2, {ShareLinks.MostOpen})
            """);
        Assert.Equal(VaultError.Conflict, await ErrorAsync(() => _links.CreateAsync(_anna, New(), Token)));
        await _links.CreateAsync(_ben, New(), Token);
        await new Erasure(_vault.Database.Vault, _vault.RecordAsync).EraseAsync(_chief, _anna.User!.Value, confirmation: null, Token);
        Assert.Equal(1, await _vault.CountAsync("share_links"));
        Assert.Equal(VaultError.Forbidden, await ErrorAsync(() => _links.CreateAsync(_anna, New(), Token)));
    }

    [Fact]
    public async Task Nobody_takes_more_of_a_link_in_SQL()
    {
        var link = await _links.CreateAsync(_anna, New(), Token);
        string[] refused =
        [
            "SELECT content FROM devflow.share_links", "SELECT access_hash FROM devflow.share_links", "SELECT * FROM devflow.share_links",
            "UPDATE devflow.share_links SET opened = 0", "DELETE FROM devflow.share_links",
            $"SELECT devflow.open_share_link('{link.Id}', '\\x{Convert.ToHexString(SHA256.HashData(_access))}', NULL)",
            "INSERT INTO devflow.share_links (id, creator, content, access_hash, views, expires_at) VALUES (gen_random_uuid(), 'service:other', decode(repeat('00', 40), 'hex'), decode(repeat('00', 32), 'hex'), 1, now() + interval '1 hour')",
        ];
        foreach (var identity in (VaultIdentity[])[_anna, _ben, _chief, VaultIdentity.OfService("mcp-gateway")])
        {
            foreach (var sql in refused)
                Assert.True(await ErrorAsync(() => ExecuteAsync(identity, sql)) is VaultError.Forbidden, $"{identity}: {sql}");
        }

        Assert.Equal((0, 0, 0), await CountsAsync(link));
    }

    private static NewShareLink New() => new() { Content = _content, AccessHash = SHA256.HashData(_access) };

    private Task<ShareOpening> OpenAsync(ShareLink link, byte[]? passphrase = null) =>
        _links.OpenAsync(link.Id, _access, passphrase is null ? null : (ReadOnlyMemory<byte>?)passphrase, Opener, Token);

    private static (string, int) Of(ShareOpening opening) => (opening.Outcome, opening.Remaining);

    // Whether it has ended, how often it was opened, and how many wrong passphrases there were.
    private async Task<(int Ended, int Opened, int Wrong)> CountsAsync(ShareLink link)
    {
        var now = (await _links.ListAsync(_anna, withEnded: true, Token)).Single(one => one.Id == link.Id);
        return (now.EndedAt is null ? 0 : 1, now.Opened, now.WrongPassphrases);
    }

    private Task ExecuteAsync(VaultIdentity identity, string sql) => _vault.Database.Vault.RunAsync(identity, async (connection, token) =>
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(token);
    }, Token);

    private static async Task<VaultError?> ErrorAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (VaultException fault)
        {
            return fault.Error;
        }
    }
}
