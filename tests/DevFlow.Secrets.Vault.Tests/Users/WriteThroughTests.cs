using DevFlow.ConnectEmulator;
using DevFlow.Secrets.Vault.Tests.Support;
using static DevFlow.Secrets.Vault.Tests.Support.TestVault;

namespace DevFlow.Secrets.Vault.Tests.Users;

public sealed class WriteThroughTests(VaultServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_is_copied_to_the_vault_that_is_set_aside_follows_its_versions_and_goes_with_it()
    {
        await using var connect = await EmulatedVaults.StartAsync();
        await using var vault = await AnnasAsync(connect);
        var anna = vault.Users.As(vault.Anna());
        await anna.WriteAsync("github/token", Value("first-value"), null, null, Token);

        Assert.Equal([false], await CopiedAsync(anna));
        Assert.True(await Pass(vault).RunAsync(Token));
        Assert.Equal([true], await CopiedAsync(anna));
        Assert.Equal(["github/token=first-value"], await connect.ItemsAsync("Anna"));

        await anna.WriteAsync("github/token", Value("second-value"), null, null, Token);
        Assert.Equal([false], await CopiedAsync(anna));
        Assert.True(await Pass(vault).RunAsync(Token));
        Assert.True(await Pass(vault).RunAsync(Token));
        Assert.Equal(["github/token=second-value"], await connect.ItemsAsync("Anna"));

        await anna.DeleteAsync("github/token", Token);
        Assert.True(await Pass(vault).RunAsync(Token));
        Assert.Empty(await connect.ItemsAsync("Anna"));

        await anna.WriteAsync("github/token", Value("third-value"), null, null, Token);
        Assert.True(await Pass(vault).RunAsync(Token));
        Assert.Equal(["github/token=third-value"], await connect.ItemsAsync("Anna"));
        Assert.Contains(vault.Accesses, access => access is { User: "engine:write-through", Outcome: "hit" });
    }

    [Fact]
    public async Task Names_that_differ_in_case_alone_and_items_of_the_owners_own_are_kept_apart()
    {
        await using var connect = await EmulatedVaults.StartAsync();
        await using var vault = await AnnasAsync(connect);
        var anna = vault.Users.As(vault.Anna());
        await connect.AddItemAsync("Anna", "token", "annas-own-item");
        await anna.WriteAsync("token", Value("lower-value"), null, null, Token);
        await anna.WriteAsync("TOKEN", Value("upper-value"), null, null, Token);

        Assert.True(await Pass(vault).RunAsync(Token));
        Assert.Equal(["TOKEN=upper-value", "token=annas-own-item", "token=lower-value"], await connect.ItemsAsync("Anna"));

        await anna.DeleteAsync("token", Token);
        Assert.True(await Pass(vault).RunAsync(Token));
        Assert.Equal(["TOKEN=upper-value", "token=annas-own-item"], await connect.ItemsAsync("Anna"));
    }

    [Fact]
    public async Task Another_vault_takes_the_copies_over_and_none_ends_them()
    {
        await using var connect = await EmulatedVaults.StartAsync();
        await using var vault = await AnnasAsync(connect);
        var vaults = new OnePasswordVaults(vault.Database.Vault, vault.Workspace, vault.Changes);
        await vault.Users.As(vault.Anna()).WriteAsync("token", Value("some-value"), null, null, Token);
        await Pass(vault).RunAsync(Token);

        await vaults.SetForUserAsync(vault.Chief(), vault.Anna().User!.Value, "Bert", Token);
        // Until the copies are gone nobody else gets the vault that they lie in.
        Assert.Equal(VaultError.Conflict, (await Assert.ThrowsAsync<VaultException>(() => vaults.SetForUserAsync(vault.Chief(), vault.Bert().User!.Value, "Anna", Token))).Error);
        Assert.True(await Pass(vault).RunAsync(Token));
        Assert.Empty(await connect.ItemsAsync("Anna"));
        Assert.Equal(["token=some-value"], await connect.ItemsAsync("Bert"));

        await vaults.SetForUserAsync(vault.Chief(), vault.Anna().User!.Value, vault: null, Token);
        Assert.True(await Pass(vault).RunAsync(Token));
        Assert.Empty(await connect.ItemsAsync("Bert"));
        var changes = vault.ChangesOnRecord.TakeLast(2).ToList();
        Assert.Matches($"^api:vault {vault.Anna()} [a-z0-9]{{26}} written$", changes[0]);
        Assert.Equal($"api:vault {vault.Anna()} removed", changes[1]);
        Assert.Equal([null], (await vault.Users.As(vault.Anna()).ListAsync(Token)).Select(secret => secret.IsCopied));
    }

    [Fact]
    public async Task While_Connect_is_away_writes_go_on_and_are_copied_when_it_is_back()
    {
        await using var connect = await EmulatedVaults.StartAsync();
        await using var vault = await AnnasAsync(connect);
        var anna = vault.Users.As(vault.Anna());
        await connect.Server.StopAsync(Token);

        for (var i = 0; i < 3; i++)
            await anna.WriteAsync($"token-{i}", Value($"value-{i}"), null, null, Token);
        Assert.False(await Pass(vault).RunAsync(Token));
        Assert.Equal([false, false, false], await CopiedAsync(anna));

        await connect.Server.RestartAsync(Token);
        await UntilDoneAsync(vault);

        Assert.Equal(["token-0=value-0", "token-1=value-1", "token-2=value-2"], await connect.ItemsAsync("Anna"));
    }

    [Theory]
    [InlineData(FaultKind.Status, 429)]
    [InlineData(FaultKind.Status, 500)]
    [InlineData(FaultKind.Drop, null)]
    [InlineData(FaultKind.Truncated, null)]
    [InlineData(FaultKind.Html, null)]
    [InlineData(FaultKind.Forbidden, null)]
    public async Task Whatever_Connect_does_meanwhile_there_is_one_copy_in_the_end(FaultKind kind, int? status)
    {
        await using var connect = await EmulatedVaults.StartAsync();
        await using var vault = await AnnasAsync(connect);
        var anna = vault.Users.As(vault.Anna());
        await anna.WriteAsync("token", Value("some-value"), null, null, Token);
        foreach (var method in new[] { "GET", "POST", "GET", "POST" })
            connect.Server.Faults.Add(new() { Kind = kind, Status = status, Times = 1, Method = method, Path = "/items" });

        await UntilDoneAsync(vault);

        Assert.Equal(["token=some-value"], await connect.ItemsAsync("Anna"));
        Assert.Equal([true], await CopiedAsync(anna));
    }

    [Fact]
    public async Task Killed_after_any_step_it_goes_on_and_makes_nothing_twice()
    {
        await using var connect = await EmulatedVaults.StartAsync();
        await using var vault = await AnnasAsync(connect);
        var anna = vault.Users.As(vault.Anna());
        var vaults = new OnePasswordVaults(vault.Database.Vault, vault.Workspace, vault.Changes);

        // A change of the vault has the most steps: the copy removed, that said, the next one said, made, and said to be there.
        for (var end = 1; end <= 5; end++)
        {
            await vaults.SetForUserAsync(vault.Chief(), vault.Anna().User!.Value, "Anna", Token);
            await anna.WriteAsync("token", Value($"value-before-{end}"), null, null, Token);
            await UntilDoneAsync(vault);
            await vaults.SetForUserAsync(vault.Chief(), vault.Anna().User!.Value, "Bert", Token);
            await anna.WriteAsync("token", Value($"value-after-{end}"), null, null, Token);

            var left = end;
            var killed = new WriteThrough(vault.Users, vault.Workspace) { AfterStep = () => { if (--left == 0) throw new InvalidOperationException("killed"); } };
            await Assert.ThrowsAsync<InvalidOperationException>(() => killed.RunAsync(Token));
            await UntilDoneAsync(vault);

            Assert.Empty(await connect.ItemsAsync("Anna"));
            Assert.Equal([$"token=value-after-{end}"], await connect.ItemsAsync("Bert"));
        }
    }

    [Fact]
    public async Task A_secret_that_is_written_and_deleted_while_it_is_copied_ends_as_it_was_left()
    {
        await using var connect = await EmulatedVaults.StartAsync();
        await using var vault = await AnnasAsync(connect);
        var anna = vault.Users.As(vault.Anna());
        await anna.WriteAsync("kept", Value("first-value"), null, null, Token);
        await anna.WriteAsync("gone", Value("first-value"), null, null, Token);
        var meanwhile = 0;
        var pass = new WriteThrough(vault.Users, vault.Workspace)
        {
            AfterStep = () =>
            {
                if (++meanwhile != 1)
                    return;
                anna.WriteAsync("kept", Value("second-value"), null, null, Token).GetAwaiter().GetResult();
                anna.DeleteAsync("gone", Token).GetAwaiter().GetResult();
            },
        };

        await pass.RunAsync(Token);
        await UntilDoneAsync(vault);

        Assert.Equal(["kept=second-value"], await connect.ItemsAsync("Anna"));
        Assert.Equal([true], await CopiedAsync(anna));
    }

    [Fact]
    public async Task One_secret_that_does_not_open_keeps_no_other_from_being_copied()
    {
        await using var connect = await EmulatedVaults.StartAsync();
        await using var vault = await AnnasAsync(connect);
        var anna = vault.Users.As(vault.Anna());
        await anna.WriteAsync("broken", Value("some-value"), null, null, Token);
        await anna.WriteAsync("whole", Value("some-value"), null, null, Token);
        await vault.Database.AsAdminAsync("UPDATE devflow.user_secret_versions SET content = content || '\\x00'::bytea WHERE secret_id = (SELECT id FROM devflow.user_secrets WHERE name = 'broken')");

        Assert.False(await Pass(vault).RunAsync(Token));

        Assert.Equal(["whole=some-value"], await connect.ItemsAsync("Anna"));
    }

    [Fact]
    public async Task A_hundred_secrets_that_cannot_be_copied_keep_nobody_elses_from_it()
    {
        await using var connect = await EmulatedVaults.StartAsync();
        await using var vault = await AnnasAsync(connect);
        var vaults = new OnePasswordVaults(vault.Database.Vault, vault.Workspace, vault.Changes);
        await vaults.SetForUserAsync(vault.Chief(), vault.Bert().User!.Value, "Bert", Token);
        var anna = vault.Users.As(vault.Anna());
        for (var i = 0; i < 100; i++)
            await anna.WriteAsync($"broken-{i}", Value("some-value"), null, null, Token);
        await vault.Database.AsAdminAsync("UPDATE devflow.user_secret_versions SET content = content || '\\x00'::bytea");
        await vault.Users.As(vault.Bert()).WriteAsync("whole", Value("some-value"), null, null, Token);

        // A hundred are looked at in a pass, and these are the oldest.
        Assert.False(await Pass(vault).RunAsync(Token));
        Assert.Empty(await connect.ItemsAsync("Bert"));
        Assert.True(await Pass(vault).RunAsync(Token));
        Assert.Equal(["whole=some-value"], await connect.ItemsAsync("Bert"));

        // They are tried again all the same, each time after a longer while, a quarter of an hour at most.
        foreach (var seconds in new[] { 30, 60, 120, 240, 480, 900, 900 })
        {
            vault.Time.Advance(TimeSpan.FromSeconds(seconds - 1));
            Assert.True(await Pass(vault).RunAsync(Token));
            vault.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.False(await Pass(vault).RunAsync(Token));
        }
    }

    [Fact]
    public async Task A_secret_at_which_Connect_goes_away_is_not_the_first_of_the_next_pass_again()
    {
        await using var connect = await EmulatedVaults.StartAsync();
        await using var vault = await AnnasAsync(connect);
        var anna = vault.Users.As(vault.Anna());
        await anna.WriteAsync("first", Value("some-value"), null, null, Token);
        await anna.WriteAsync("second", Value("some-value"), null, null, Token);
        connect.Server.Faults.Add(new() { Kind = FaultKind.Status, Status = 500, Times = 1, Method = "POST", Path = "/items" });

        Assert.False(await Pass(vault).RunAsync(Token));

        Assert.Equal("first", await vault.ScalarAsync("SELECT string_agg(name, ' ') FROM devflow.user_secrets WHERE copy_after > now()"));
        await UntilDoneAsync(vault);
        Assert.Equal(["first=some-value", "second=some-value"], await connect.ItemsAsync("Anna"));
    }

    [Fact]
    public async Task A_vault_that_the_token_opens_no_longer_leaves_its_copies_to_be_removed()
    {
        await using var connect = await EmulatedVaults.StartAsync();
        await using var vault = await AnnasAsync(connect);
        var anna = vault.Users.As(vault.Anna());
        await anna.WriteAsync("token", Value("some-value"), null, null, Token);
        Assert.True(await Pass(vault).RunAsync(Token));
        await anna.DeleteAsync("token", Token);
        connect.Server.Faults.Add(new() { Kind = FaultKind.Status, Status = 404, Path = "/items" });

        Assert.False(await Pass(vault).RunAsync(Token));

        Assert.Equal(1L, await vault.ScalarAsync("SELECT count(*) FROM devflow.user_secrets WHERE copy_vault IS NOT NULL AND copy_item IS NOT NULL"));
        connect.Server.Faults.Clear();
        Assert.Equal(["token=some-value"], await connect.ItemsAsync("Anna"));
        await UntilDoneAsync(vault);
        Assert.Empty(await connect.ItemsAsync("Anna"));
        Assert.Equal(0L, await vault.ScalarAsync("SELECT count(*) FROM devflow.user_secrets WHERE copy_vault IS NOT NULL OR copy_item IS NOT NULL"));
    }

    [Fact]
    public async Task A_copy_whose_tag_its_owner_took_away_is_followed_and_removed_by_its_id()
    {
        await using var connect = await EmulatedVaults.StartAsync();
        await using var vault = await AnnasAsync(connect);
        var anna = vault.Users.As(vault.Anna());
        await anna.WriteAsync("token", Value("first-value"), null, null, Token);
        Assert.True(await Pass(vault).RunAsync(Token));
        await connect.UntagAsync("Anna");

        await anna.WriteAsync("token", Value("second-value"), null, null, Token);
        Assert.True(await Pass(vault).RunAsync(Token));
        Assert.Equal(["token=second-value"], await connect.ItemsAsync("Anna"));

        await anna.DeleteAsync("token", Token);
        Assert.True(await Pass(vault).RunAsync(Token));
        Assert.Empty(await connect.ItemsAsync("Anna"));
    }

    [Theory]
    [InlineData("DevFlow", VaultError.Conflict)]
    [InlineData("devflow", VaultError.Conflict)]
    [InlineData("Prod", VaultError.Conflict)]
    [InlineData("Hidden", VaultError.Conflict)]
    [InlineData("Shop", VaultError.Conflict)]
    [InlineData("anna", VaultError.Conflict)]
    [InlineData("Twin", VaultError.Invalid)]
    [InlineData("Nowhere", VaultError.Invalid)]
    public async Task A_vault_of_the_platform_of_a_project_or_of_another_user_is_not_given(string name, VaultError error)
    {
        await using var connect = await EmulatedVaults.StartAsync();
        await using var vault = await AnnasAsync(connect);
        var vaults = new OnePasswordVaults(vault.Database.Vault, vault.Workspace, vault.Changes);
        await vault.Projects.CreateAsync(vault.Anna(), "shop", Token);
        await vault.Projects.CreateAsync(vault.Anna(), "blog", Token);
        await vaults.SetForProjectAsync(vault.Chief(), "shop", "Shop", Token);

        Assert.Equal(error, (await Assert.ThrowsAsync<VaultException>(() => vaults.SetForUserAsync(vault.Chief(), vault.Bert().User!.Value, name, Token))).Error);
        Assert.Equal(error, (await Assert.ThrowsAsync<VaultException>(() => vaults.SetForProjectAsync(vault.Chief(), "blog", name, Token))).Error);
        Assert.Equal(VaultError.Forbidden, (await Assert.ThrowsAsync<VaultException>(() => vaults.SetForUserAsync(vault.Anna(), vault.Anna().User!.Value, "Bert", Token))).Error);
    }

    private static WriteThrough Pass(TestVault vault) => new(vault.Users, vault.Workspace) { Scrubber = vault.Scrubber };

    // What failed is put off, by the clock of the secrets: from pass to pass it is put on.
    private static async Task UntilDoneAsync(TestVault vault)
    {
        bool isDone;
        do
        {
            vault.Time.Advance(TimeSpan.FromHours(1));
            await Task.Delay(20, Token);
            isDone = await Pass(vault).RunAsync(Token);
        }
        while (!isDone);
    }

    private static async Task<IReadOnlyList<bool?>> CopiedAsync(PersonalSecrets secrets) => [.. (await secrets.ListAsync(Token)).Select(secret => secret.IsCopied)];

    private async Task<TestVault> AnnasAsync(EmulatedVaults connect)
    {
        var vault = await CreateAsync(server, connect.Environment);
        vault.Write("config/secrets.yaml", "llm:\n  aosentry:\n    api_key: \"op://DevFlow/AOSentry/api_key\"\n");
        vault.Write(".env", "JWT_SECRET=op://prod/Security/jwt_secret\nSESSION_SECRET=op://Hidden/Security/session\n");
        vault.Write(".env.local", "SESSION_SECRET=another-value\n");
        vault.Workspace.Reload();
        vault.Add("anna", await vault.Database.AddUserAsync("anna"));
        vault.Add("bert", await vault.Database.AddUserAsync("bert"));
        vault.Add("chief", await vault.Database.AddUserAsync("chief", isAdmin: true));
        await new OnePasswordVaults(vault.Database.Vault, vault.Workspace, vault.Changes).SetForUserAsync(vault.Chief(), vault.Anna().User!.Value, "Anna", Token);
        return vault;
    }
}
