using static DevFlow.Secrets.Vault.Tests.Support.TestVault;

namespace DevFlow.Secrets.Vault.Tests.Versions;

/// <summary>Going back to an old version: its value is written once more, and the history says so.</summary>
public sealed class RestoreTests(VaultServer server)
{
    private const string Key = "STRIPE_API_KEY";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_old_value_and_its_expiry_become_the_newest_version()
    {
        await using var vault = await CreateAsync(server);
        var identity = await vault.Database.AddUserAsync("anna");
        var anna = vault.Users.As(identity);
        var until = new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
        await anna.WriteAsync("token", Value("value-of-1"), until, null, Token);
        await anna.WriteAsync("token", Value("value-of-2"), null, null, Token);

        var restored = await anna.RestoreAsync("token", 1, expectedVersion: 2, Token);

        Assert.Equal((3, until), (restored.Version, restored.ExpiresAt));
        Assert.Equal("value-of-1", (await anna.TryReadAsync("token", version: null, Token))!.Reveal());
        Assert.Equal("value-of-2", (await anna.TryReadAsync("token", 2, Token))!.Reveal());
        Assert.Equal(
            [(3, 1, until), (2, null, null), (1, null, until)],
            (await anna.VersionsAsync("token", Token)).Select(version => (version.Version, version.RestoredFrom, version.ExpiresAt)));
        Assert.Equal(("written", 3, identity.Principal), vault.Accesses.Take(3).Select(access => (access.Outcome, access.Version!.Value, access.User)).Last());

        // Sent again, since its answer was lost.
        Assert.Equal(3, (await anna.RestoreAsync("token", 1, expectedVersion: 2, Token)).Version);
        Assert.Equal(3, (await anna.RestoreAsync("token", 3, expectedVersion: null, Token)).Version);
        Assert.Equal(3, await vault.CountAsync("user_secret_versions"));
    }

    [Fact]
    public async Task Of_a_project_who_writes_may_go_back_and_nobody_else()
    {
        await using var vault = await CreateAsync(server);
        var anna = await vault.Database.AddUserAsync("anna");
        var chief = await vault.Database.AddUserAsync("chief", isAdmin: true);
        await vault.Projects.CreateAsync(anna, "shop", Token);
        await vault.Members.SetAsync(anna, "shop", "service:reader", "viewer", Token);
        await vault.Members.SetAsync(anna, "shop", "service:writer", "editor", Token);
        foreach (var value in (string[])["value-of-1", "value-of-2"])
            await vault.ProjectSecrets.As(anna).WriteAsync("shop", "staging", Key, Value(value), null, Token);

        foreach (var (other, error) in ((VaultIdentity, VaultError)[])
            [(VaultIdentity.OfService("reader"), VaultError.Forbidden), (chief, VaultError.Forbidden), (VaultIdentity.OfService("stranger"), VaultError.NotFound)])
        {
            var refused = await Assert.ThrowsAsync<VaultException>(() => vault.ProjectSecrets.As(other).RestoreAsync("shop", "staging", Key, 1, null, Token));
            Assert.Equal((error, $"project/shop/staging/{Key}"), (refused.Error, refused.Refused));
        }

        var writer = vault.ProjectSecrets.As(VaultIdentity.OfService("writer"));
        Assert.Equal((Key, 3), await OfAsync(writer.RestoreAsync("shop", "staging", Key, 1, null, Token)));
        Assert.Equal("value-of-1", (await writer.TryReadAsync("shop", "staging", Key, Token))!.Reveal());
        Assert.Equal(("service:writer", 1), (await writer.VersionsAsync("shop", "staging", Key, Token)).Select(version => (version.CreatedBy, version.RestoredFrom!.Value)).First());
        Assert.Equal(($"project/shop/staging/{Key}", "written", 3, "service:writer"), vault.Accesses.Select(access => (access.Key, access.Outcome, access.Version ?? 0, access.User!)).ElementAt(2));
        Assert.Equal(3L, await vault.CountAsync("announcements"));
    }

    [Fact]
    public async Task What_cannot_be_gone_back_to_changes_nothing()
    {
        await using var vault = await CreateAsync(server);
        var identity = await vault.Database.AddUserAsync("anna");
        var (anna, bert) = (vault.Users.As(identity), vault.Users.As(await vault.Database.AddUserAsync("bert")));
        foreach (var value in (string[])["value-of-1", "value-of-2", "value-of-3"])
            await anna.WriteAsync("token", Value(value), null, null, Token);
        await vault.ScalarAsync("UPDATE devflow.user_secret_versions SET content = set_byte(content, 14, get_byte(content, 14) # 1) WHERE version = 1");

        foreach (var version in (int[])[0, -1, 4, int.MaxValue])
            Assert.Equal(VaultError.NotFound, await ErrorAsync(() => anna.RestoreAsync("token", version, null, Token)));
        Assert.Equal(VaultError.NotFound, await ErrorAsync(() => anna.RestoreAsync("no-token", 1, null, Token)));
        Assert.Equal(VaultError.NotFound, await ErrorAsync(() => bert.RestoreAsync("token", 2, null, Token)));
        Assert.Equal(VaultError.Invalid, await ErrorAsync(() => anna.RestoreAsync("../token", 2, null, Token)));
        Assert.Equal(VaultError.Conflict, await ErrorAsync(() => anna.RestoreAsync("token", 2, expectedVersion: 2, Token)));
        Assert.Equal(VaultError.Tampered, await ErrorAsync(() => anna.RestoreAsync("token", 1, null, Token)));
        Assert.Equal(("error", 1), (vault.Accesses.Last().Outcome, vault.Accesses.Last().Version));

        var refusing = new UserSecrets(vault.Database.Vault, vault.Envelope, (_, _) => throw new SecretAuditException("the disk is full"), vault.Time);
        await Assert.ThrowsAsync<SecretAuditException>(() => refusing.As(identity).RestoreAsync("token", 2, null, Token));
        Assert.Equal([3, 2, 1], (await anna.VersionsAsync("token", Token)).Select(version => version.Version));

        await anna.DeleteAsync("token", Token);
        Assert.Equal(VaultError.NotFound, await ErrorAsync(() => anna.RestoreAsync("token", 2, null, Token)));
        Assert.Equal(0, await vault.CountAsync("data_keys"));
    }

    [Fact]
    public async Task Of_many_who_go_back_at_once_each_waits_for_the_one_before()
    {
        await using var vault = await CreateAsync(server);
        var anna = vault.Users.As(await vault.Database.AddUserAsync("anna"));
        foreach (var value in (string[])["value-of-1", "value-of-2", "value-of-3"])
            await anna.WriteAsync("token", Value(value), null, null, Token);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => ErrorAsync(() => anna.RestoreAsync("token", 1 + (i % 2), expectedVersion: 3, Token))));

        // Who wanted the same as the one that won has it; the other half is told.
        Assert.Equal((6, 6), (answers.Count(error => error is null), answers.Count(error => error is VaultError.Conflict)));
        Assert.Equal([4, 3, 2, 1], (await anna.VersionsAsync("token", Token)).Select(version => version.Version));
    }

    private static async Task<(string Name, int Version)> OfAsync(Task<VaultSecret> task)
    {
        var secret = await task;
        return (secret.Name, secret.Version);
    }

    private static async Task<VaultError?> ErrorAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (VaultException fault)
        {
            Assert.DoesNotContain("value-of", fault.ToString(), StringComparison.Ordinal);
            return fault.Error;
        }
    }
}
