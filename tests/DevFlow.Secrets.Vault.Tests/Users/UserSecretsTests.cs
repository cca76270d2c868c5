using static DevFlow.Secrets.Vault.Tests.Support.TestVault;

namespace DevFlow.Secrets.Vault.Tests.Users;

public sealed class UserSecretsTests(VaultServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_is_written_read_replaced_listed_and_deleted()
    {
        await using var vault = await CreateAsync(server);
        var anna = vault.Users.As(await vault.Database.AddUserAsync("anna"));
        var until = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.FromHours(2));

        var first = await anna.WriteAsync("github/token", Value("first-value"), expiresAt: null, expectedVersion: 0, Token);
        var second = await anna.WriteAsync("github/token", Value("second-value"), until, expectedVersion: 1, Token);

        Assert.Equal((1, 2), (first.Version, second.Version));
        Assert.Equal(until, second.ExpiresAt);
        Assert.Null(first.IsCopied);
        var (current, expiresAt) = await anna.ReadAsync("github/token", version: null, Token);
        Assert.Equal(("second-value", 2, "vault"), (current!.Reveal(), current.Version, current.Source));
        Assert.Equal(until, expiresAt);
        Assert.Equal("first-value", (await anna.TryReadAsync("github/token", 1, Token))!.Reveal());
        Assert.Null(await anna.TryReadAsync("github/token", 3, Token));
        Assert.Equal(["github/token"], (await anna.ListAsync(Token)).Select(secret => secret.Name));
        Assert.Equal([2, 1], (await anna.VersionsAsync("github/token", Token)).Select(version => version.Version));

        Assert.True(await anna.DeleteAsync("github/token", Token));

        Assert.False(await anna.DeleteAsync("github/token", Token));
        Assert.Null(await anna.TryReadAsync("github/token", version: null, Token));
        Assert.Null(await anna.TryReadAsync("github/token", 1, Token));
        Assert.Empty(await anna.ListAsync(Token));
        Assert.Empty(await anna.VersionsAsync("github/token", Token));
        Assert.Equal(0, await vault.CountAsync("data_keys"));
        Assert.Equal(0, await vault.CountAsync("user_secret_versions"));
    }

    [Fact]
    public async Task A_secret_that_was_deleted_can_be_written_again_and_its_versions_count_on()
    {
        await using var vault = await CreateAsync(server);
        var anna = vault.Users.As(await vault.Database.AddUserAsync("anna"));
        await anna.WriteAsync("token", Value("first-value"), null, null, Token);
        await anna.DeleteAsync("token", Token);

        var again = await anna.WriteAsync("token", Value("second-value"), null, expectedVersion: 0, Token);

        Assert.Equal(2, again.Version);
        Assert.Equal("second-value", (await anna.TryReadAsync("token", null, Token))!.Reveal());
        Assert.Equal([2], (await anna.VersionsAsync("token", Token)).Select(version => version.Version));
    }

    [Theory]
    [InlineData(1, "There is no version 1 to replace: it is not there.")]
    [InlineData(0, "It is there already, at version 2.")]
    [InlineData(3, "It is at version 2, not 3: somebody else changed it. Read it again.")]
    public async Task A_write_that_expects_another_version_is_a_conflict_and_changes_nothing(int expected, string message)
    {
        await using var vault = await CreateAsync(server);
        var anna = vault.Users.As(await vault.Database.AddUserAsync("anna"));
        if (expected != 1)
        {
            await anna.WriteAsync("token", Value("first-value"), null, null, Token);
            await anna.WriteAsync("token", Value("second-value"), null, null, Token);
        }

        var before = await anna.ListAsync(Token);
        var fault = await Assert.ThrowsAsync<VaultException>(() => anna.WriteAsync("token", Value("third-value"), null, expected, Token));

        Assert.Equal((VaultError.Conflict, message), (fault.Error, fault.Message));
        Assert.Equal(before, await anna.ListAsync(Token));
    }

    [Fact]
    public async Task Writers_of_one_name_at_the_same_moment_make_one_version_each()
    {
        await using var vault = await CreateAsync(server);
        var anna = vault.Users.As(await vault.Database.AddUserAsync("anna"));
        const int Writers = 24;

        var written = await Task.WhenAll(Enumerable.Range(1, Writers).Select(async i =>
            (Value: $"value-number-{i}", (await anna.WriteAsync("token", Value($"value-number-{i}"), null, null, Token)).Version)));

        Assert.Equal(Enumerable.Range(1, Writers), written.Select(one => one.Version).Order());
        foreach (var (value, version) in written)
            Assert.Equal(value, (await anna.TryReadAsync("token", version, Token))!.Reveal());
    }

    [Fact]
    public async Task Of_writers_who_expect_the_same_version_exactly_one_wins()
    {
        await using var vault = await CreateAsync(server);
        var anna = vault.Users.As(await vault.Database.AddUserAsync("anna"));

        var wins = await Task.WhenAll(Enumerable.Range(1, 12).Select(async i =>
        {
            try
            {
                await anna.WriteAsync("token", Value($"value-number-{i}"), null, expectedVersion: 0, Token);
                return true;
            }
            catch (VaultException fault) when (fault.Error is VaultError.Conflict)
            {
                return false;
            }
        }));

        Assert.Single(wins, won => won);
        Assert.Equal([1], (await anna.VersionsAsync("token", Token)).Select(version => version.Version));
    }

    [Fact]
    public async Task Nobody_else_reads_it_not_even_an_administrator_who_sees_that_it_exists()
    {
        await using var vault = await CreateAsync(server);
        var anna = await vault.Database.AddUserAsync("anna");
        var bert = await vault.Database.AddUserAsync("bert");
        var admin = await vault.Database.AddUserAsync("chief", isAdmin: true);
        await vault.Users.As(anna).WriteAsync("token", Value("annas-value"), null, null, Token);

        Assert.Null(await vault.Users.As(bert).TryReadAsync("token", null, Token));
        Assert.Null(await vault.Users.As(admin).TryReadAsync("token", null, Token));
        Assert.Equal(["token"], (await vault.Users.ListOfAsync(admin, anna.User!.Value, Token)).Select(secret => secret.Name));
        Assert.Equal(VaultError.NotFound, (await Assert.ThrowsAsync<VaultException>(() => vault.Users.ListOfAsync(bert, anna.User!.Value, Token))).Error);
        Assert.Equal(VaultError.NotFound, (await Assert.ThrowsAsync<VaultException>(() => vault.Users.ListOfAsync(admin, Guid.NewGuid(), Token))).Error);
        Assert.Equal(VaultError.Forbidden, Assert.Throws<VaultException>(() => vault.Users.As(VaultIdentity.OfService("mcp-gateway"))).Error);
    }

    [Theory]
    [InlineData("github/token")]
    [InlineData("Schlüssel für Zürich")]
    [InlineData("トークン/本番")]
    [InlineData("हिन्दी")]
    [InlineData("a.b:c@d_e-f")]
    public async Task Names_of_any_script_are_kept_as_they_are(string name)
    {
        await using var vault = await CreateAsync(server);
        var anna = vault.Users.As(await vault.Database.AddUserAsync("anna"));

        await anna.WriteAsync(name, Value("some-value"), null, null, Token);

        Assert.Equal([name], (await anna.ListAsync(Token)).Select(secret => secret.Name));
        Assert.Equal("some-value", (await anna.TryReadAsync(name, null, Token))!.Reveal());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" token")]
    [InlineData("a//b")]
    [InlineData("../token")]
    [InlineData("a/../b")]
    [InlineData("/etc/passwd")]
    [InlineData("C:\\token")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\u202Eb")]
    [InlineData("a\u200Bb")]
    [InlineData("x'; DROP TABLE devflow.user_secrets; --")]
    [InlineData("%2e%2e")]
    public async Task Names_that_could_be_taken_for_something_else_are_refused(string name)
    {
        await using var vault = await CreateAsync(server);
        var anna = vault.Users.As(await vault.Database.AddUserAsync("anna"));

        Assert.Equal(VaultError.Invalid, (await Assert.ThrowsAsync<VaultException>(() => anna.WriteAsync(name, Value("some-value"), null, null, Token))).Error);
        Assert.Equal(VaultError.Invalid, (await Assert.ThrowsAsync<VaultException>(() => anna.TryReadAsync(name, null, Token))).Error);
        Assert.Equal(VaultError.Invalid, (await Assert.ThrowsAsync<VaultException>(() => anna.DeleteAsync(name, Token))).Error);
        Assert.Equal(VaultError.Invalid, (await Assert.ThrowsAsync<VaultException>(() => anna.VersionsAsync(name, Token))).Error);
        Assert.Equal(0, await vault.CountAsync("user_secrets"));
    }

    [Fact]
    public async Task A_name_that_looks_like_another_and_is_written_in_other_characters_is_refused()
    {
        await using var vault = await CreateAsync(server);
        var anna = vault.Users.As(await vault.Database.AddUserAsync("anna"));

        await anna.WriteAsync("\u00fcber", Value("some-value"), null, null, Token);
        var fault = await Assert.ThrowsAsync<VaultException>(() => anna.WriteAsync("u\u0308ber", Value("other-value"), null, null, Token));

        Assert.Equal(VaultError.Invalid, fault.Error);
        Assert.Equal(1, await vault.CountAsync("user_secrets"));
    }

    [Fact]
    public async Task A_value_of_one_mebibyte_comes_back_and_one_byte_more_is_refused()
    {
        await using var vault = await CreateAsync(server);
        var anna = vault.Users.As(await vault.Database.AddUserAsync("anna"));
        var largest = new string('v', VaultNames.MaxValueBytes - 1) + "\u0001";

        await anna.WriteAsync("large", Value(largest), null, null, Token);
        var fault = await Assert.ThrowsAsync<VaultException>(() => anna.WriteAsync("large", Value(largest + "v"), null, null, Token));

        Assert.Equal(VaultError.Invalid, fault.Error);
        Assert.Equal(largest, (await anna.TryReadAsync("large", null, Token))!.Reveal());
    }

    [Fact]
    public async Task A_user_keeps_a_thousand_secrets_and_can_replace_or_delete_one_then()
    {
        await using var vault = await CreateAsync(server);
        await vault.Database.AddUserAsync("anna");
        await vault.Database.AsAdminAsync("INSERT INTO devflow.user_secrets (id, owner, name, version) SELECT gen_random_uuid(), u.id, 'of-anna-' || i, 1 FROM devflow.users u, generate_series(1, 1000) i");
        var bert = vault.Users.As(await vault.Database.AddUserAsync("bert"));
        await vault.Database.AsAdminAsync("INSERT INTO devflow.user_secrets (id, owner, name, version) SELECT gen_random_uuid(), u.id, 'of-bert-' || i, 1 FROM devflow.users u, generate_series(1, 999) i WHERE u.name = 'bert'");

        await bert.WriteAsync("last", Value("first-value"), null, null, Token);
        var fault = await Assert.ThrowsAsync<VaultException>(() => bert.WriteAsync("one-more", Value("some-value"), null, null, Token));

        Assert.Equal((VaultError.Invalid, "There are 1,000 secrets here, and no more are kept: delete what is not needed any longer."), (fault.Error, fault.Message));
        Assert.Equal(2, (await bert.WriteAsync("last", Value("second-value"), null, null, Token)).Version);
        Assert.True(await bert.DeleteAsync("last", Token));
        await bert.WriteAsync("one-more", Value("some-value"), null, null, Token);
        Assert.Equal(VaultError.Invalid, (await Assert.ThrowsAsync<VaultException>(() => bert.WriteAsync("last", Value("third-value"), null, null, Token))).Error);
    }

    [Fact]
    public async Task Of_a_hundred_versions_and_one_the_oldest_goes_with_its_data_key()
    {
        await using var vault = await CreateAsync(server);
        var anna = vault.Users.As(await vault.Database.AddUserAsync("anna"));
        for (var i = 1; i <= VaultLimits.Versions + 1; i++)
            await anna.WriteAsync("token", Value($"value-{i}"), null, null, Token);

        Assert.Equal(Enumerable.Range(2, VaultLimits.Versions).Reverse(), (await anna.VersionsAsync("token", Token)).Select(version => version.Version));
        Assert.Null(await anna.TryReadAsync("token", 1, Token));
        Assert.Equal(("value-2", "value-101"), ((await anna.TryReadAsync("token", 2, Token))!.Reveal(), (await anna.TryReadAsync("token", null, Token))!.Reveal()));
        Assert.Equal(VaultLimits.Versions, await vault.CountAsync("data_keys"));
    }

    [Fact]
    public async Task Each_access_is_on_record_by_the_id_of_the_secret_and_without_its_name()
    {
        await using var vault = await CreateAsync(server);
        var identity = await vault.Database.AddUserAsync("anna");
        var anna = vault.Users.As(identity);

        await anna.WriteAsync("very-personal", Value("some-value"), null, null, Token);
        await anna.TryReadAsync("very-personal", null, Token);
        await anna.TryReadAsync("very-personal", 7, Token);
        await anna.TryReadAsync("nothing", null, Token);
        await anna.DeleteAsync("very-personal", Token);

        var accesses = vault.Accesses.ToList();
        Assert.Equal(["written", "hit", "miss", "miss", "removed"], accesses.Select(access => access.Outcome));
        Assert.All(accesses, access => Assert.Equal((SecretTier.User, identity.Principal), (access.Tier, access.User)));
        Assert.Equal([1, 1, 7, null, null], accesses.Select(access => access.Version));
        Assert.Matches("^user-secret:[0-9a-f-]{36}$", Assert.Single(accesses.Select(access => access.Key).Distinct(), key => key != "user-secret:unknown"));
    }

    [Fact]
    public async Task What_cannot_be_put_on_record_is_not_written_and_not_handed_out()
    {
        await using var vault = await CreateAsync(server);
        var identity = await vault.Database.AddUserAsync("anna");
        await vault.Users.As(identity).WriteAsync("token", Value("first-value"), null, null, Token);
        var unrecorded = new UserSecrets(vault.Database.Vault, vault.Envelope, (_, _) => throw new SecretAuditException("the disk is full"), TimeProvider.System).As(identity);

        await Assert.ThrowsAsync<SecretAuditException>(() => unrecorded.TryReadAsync("token", null, Token));
        await Assert.ThrowsAsync<SecretAuditException>(() => unrecorded.WriteAsync("token", Value("second-value"), null, null, Token));
        await Assert.ThrowsAsync<SecretAuditException>(() => unrecorded.DeleteAsync("token", Token));

        Assert.Equal("first-value", (await vault.Users.As(identity).TryReadAsync("token", null, Token))!.Reveal());
    }

    [Fact]
    public async Task A_database_that_is_away_is_said_to_be()
    {
        await using var vault = await CreateAsync(server);
        var anna = await vault.Database.AddUserAsync("anna");
        await using var nowhere = Npgsql.NpgsqlDataSource.Create("Host=localhost;Port=1;Username=nobody;Timeout=2");
        var away = new UserSecrets(new VaultDatabase(_ => new(nowhere)), vault.Envelope, vault.RecordAsync, TimeProvider.System).As(anna);

        Assert.Equal(VaultError.Unavailable, (await Assert.ThrowsAsync<VaultException>(() => away.TryReadAsync("token", null, Token))).Error);
        Assert.Equal(VaultError.Unavailable, (await Assert.ThrowsAsync<VaultException>(() => away.WriteAsync("token", Value("some-value"), null, null, Token))).Error);
    }
}
