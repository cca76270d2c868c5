using DevFlow.Secrets.Vault.Tests.Support;
using static DevFlow.Secrets.Vault.Tests.Support.TestVault;

namespace DevFlow.Secrets.Vault.Tests.Projects;

public sealed class ProjectSecretsTests(VaultServer server)
{
    private const string Key = "STRIPE_API_KEY";
    private const string Production = "production";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_is_written_read_replaced_listed_and_deleted_in_one_environment()
    {
        await using var vault = await CreateAsync(server);
        var anna = await vault.Database.AddUserAsync("anna");
        await vault.Projects.CreateAsync(anna, "shop", Token);
        var secrets = vault.ProjectSecrets.As(anna);

        Assert.Equal((Key, 1), Of(await secrets.WriteAsync("shop", Production, Key, Value("first-value"), 0, Token)));
        Assert.Equal((Key, 2), Of(await secrets.WriteAsync("shop", Production, Key, Value("second-value"), 1, Token)));
        Assert.Equal(VaultError.Conflict, (await Assert.ThrowsAsync<VaultException>(() => secrets.WriteAsync("shop", Production, Key, Value("third-value"), 1, Token))).Error);

        var read = await secrets.TryReadAsync("shop", Production, Key, Token);
        Assert.Equal(("second-value", "vault", 2), (read!.Reveal(), read.Source, read.Version));
        Assert.Null(await secrets.TryReadAsync("shop", "staging", Key, Token));
        Assert.Equal([(Key, "vault", 2)], (await secrets.ListAsync("shop", Production, Token)).Select(one => (one.Key, one.Source, one.Version!.Value)));
        Assert.Empty(await secrets.ListAsync("shop", "staging", Token));
        Assert.Equal([2, 1], (await secrets.VersionsAsync("shop", Production, Key, Token)).Select(version => version.Version));

        Assert.True(await secrets.DeleteAsync("shop", Production, Key, Token));

        Assert.False(await secrets.DeleteAsync("shop", Production, Key, Token));
        Assert.Null(await secrets.TryReadAsync("shop", Production, Key, Token));
        Assert.Equal(0, await vault.CountAsync("data_keys"));
        Assert.Equal(
            [("written", 1), ("written", 2), ("hit", 2), ("miss", null), ("removed", null), ("miss", null)],
            vault.Accesses.Select(access => (access.Outcome, access.Version)));
        Assert.All(vault.Accesses, access => Assert.Equal((SecretTier.Project, anna.Principal), (access.Tier, access.User)));
        Assert.Equal($"project/shop/{Production}/{Key}", vault.Accesses.First().Key);
    }

    [Fact]
    public async Task The_first_of_1Password_the_files_and_the_vault_wins()
    {
        await using var connect = await EmulatedVaults.StartAsync();
        await using var vault = await CreateAsync(server, connect.Environment);
        var admin = await vault.Database.AddUserAsync("chief", isAdmin: true);
        await vault.Projects.CreateAsync(admin, "shop", Token);
        var secrets = vault.ProjectSecrets.As(admin);
        await secrets.WriteAsync("shop", Production, Key, Value("vault-value"), null, Token);
        await secrets.WriteAsync("shop", Production, "VAULT_ONLY", Value("vault-only-value"), null, Token);
        async Task<(string, string)> ReadAsync() => await secrets.TryReadAsync("shop", Production, Key, Token) is { } read ? (read.Source, read.Reveal()) : default;

        Assert.Equal(("vault", "vault-value"), await ReadAsync());

        vault.Write("projects/shop/.env", $"{Key}=file-value\nPREFIX=pre\nFILE_ONLY=${{PREFIX}}-file\n");
        Assert.Equal((".env", "file-value"), await ReadAsync());

        vault.Write("projects/shop/.env.production", $"{Key}=production-value\n");
        Assert.Equal((".env", "production-value"), await ReadAsync());

        await new OnePasswordVaults(vault.Database.Vault, vault.Workspace, vault.Changes).SetForProjectAsync(admin, "shop", "shop", Token);
        Assert.Equal(("1password", "shop-stripe-value"), await ReadAsync());
        Assert.Equal("api:vault shop shopshopshopshopshopshopsh written", vault.ChangesOnRecord.Last());

        Assert.Equal(
            [("FILE_ONLY", ".env"), ("PREFIX", ".env"), (Key, "1password"), ("VAULT_ONLY", "vault")],
            (await secrets.ListAsync("shop", Production, Token)).Select(one => (one.Key, one.Source)));
        Assert.Equal("pre-file", (await secrets.TryReadAsync("shop", Production, "FILE_ONLY", Token))!.Reveal());
        var explanation = await secrets.ExplainAsync("shop", Production, Key, Token);
        Assert.Equal("1password", explanation.Winner);
        Assert.Equal(["1password", ".env", "vault"], explanation.Steps.Select(step => step.Source));
        Assert.Contains("projects/shop/.env.production:1", explanation.Steps[1].Detail, StringComparison.Ordinal);
        Assert.Equal("op://shopshopshopshopshopshopsh/production/STRIPE_API_KEY", vault.Accesses.Last(access => access.Source == "1password").Reference);
    }

    [Fact]
    public async Task While_1Password_is_away_the_sources_behind_it_answer_and_where_none_has_it_that_is_said()
    {
        await using var connect = await EmulatedVaults.StartAsync();
        await using var vault = await CreateAsync(server, connect.Environment);
        var admin = await vault.Database.AddUserAsync("chief", isAdmin: true);
        await vault.Projects.CreateAsync(admin, "shop", Token);
        await new OnePasswordVaults(vault.Database.Vault, vault.Workspace, vault.Changes).SetForProjectAsync(admin, "shop", "Shop", Token);
        var secrets = vault.ProjectSecrets.As(admin);
        await secrets.WriteAsync("shop", Production, Key, Value("vault-value"), null, Token);
        await connect.Server.StopAsync(Token);

        Assert.Equal("vault-value", (await secrets.TryReadAsync("shop", Production, Key, Token))!.Reveal());
        Assert.Equal(VaultError.Unavailable, (await Assert.ThrowsAsync<VaultException>(() => secrets.TryReadAsync("shop", Production, "OTHER", Token))).Error);
        Assert.Equal([Key], (await secrets.ListAsync("shop", Production, Token)).Select(one => one.Key));
        Assert.Equal("error", vault.Accesses.Last().Outcome);
    }

    [Fact]
    public async Task A_key_of_the_platform_is_not_found_through_a_project()
    {
        await using var vault = await CreateAsync(server, new Dictionary<string, string> { ["JWT_SECRET"] = "platform-jwt-secret" });
        vault.Write(".env", "JWT_SECRET=platform-jwt-secret\nAOSENTRY_API_KEY=platform-key\n");
        vault.Write("projects/shop/.env", "USES=${JWT_SECRET:-nothing}\n");
        var anna = await vault.Database.AddUserAsync("anna");
        await vault.Projects.CreateAsync(anna, "shop", Token);
        var secrets = vault.ProjectSecrets.As(anna);
        Assert.NotNull(await vault.Workspace.Resolver.TryGetAsync("JWT_SECRET", cancellationToken: Token));

        Assert.Null(await secrets.TryReadAsync("shop", "development", "JWT_SECRET", Token));
        Assert.Null(await secrets.TryReadAsync("shop", "development", "AOSENTRY_API_KEY", Token));
        Assert.Equal("nothing", (await secrets.TryReadAsync("shop", "development", "USES", Token))!.Reveal());
    }

    [Fact]
    public async Task What_an_editor_has_written_masks_nothing_of_the_platforms_logs_once_it_is_handed_out()
    {
        await using var vault = await CreateAsync(server);
        var anna = await vault.Database.AddUserAsync("anna");
        await vault.Projects.CreateAsync(anna, "shop", Token);
        vault.Write("projects/shop/.env.staging", $"{Key}=knowledge-hub\n");
        await vault.ProjectSecrets.As(anna).WriteAsync("shop", Production, Key, Value("workflow-engine"), null, Token);

        foreach (var environment in new[] { Production, "staging" })
        {
            Assert.NotNull(await vault.ProjectSecrets.As(anna).TryReadAsync("shop", environment, Key, Token));
            await vault.ProjectSecrets.As(anna).ExplainAsync("shop", environment, Key, Token);
            await vault.ProjectSecrets.As(anna).TryReadStoredAsync("shop", environment, Key, Token);
        }

        Assert.Equal("SecretScrubber with 0 forms", vault.Scrubber.ToString());
    }

    [Fact]
    public async Task An_environment_of_a_project_keeps_a_thousand_secrets_and_then_says_so()
    {
        await using var vault = await CreateAsync(server);
        var anna = await vault.Database.AddUserAsync("anna");
        await vault.Projects.CreateAsync(anna, "shop", Token);
        var secrets = vault.ProjectSecrets.As(anna);
        await vault.Database.AsAdminAsync($"INSERT INTO devflow.project_secrets (id, project_id, name, version) SELECT gen_random_uuid(), p.id, '{Production}/K' || i, 1 FROM devflow.projects p, generate_series(1, 999) i");

        await secrets.WriteAsync("shop", Production, Key, Value("first-value"), null, Token);
        var fault = await Assert.ThrowsAsync<VaultException>(() => secrets.WriteAsync("shop", Production, "ONE_MORE", Value("some-value"), null, Token));

        Assert.Equal((VaultError.Invalid, "There are 1,000 secrets here, and no more are kept: delete what is not needed any longer."), (fault.Error, fault.Message));
        await secrets.WriteAsync("shop", "staging", "ONE_MORE", Value("some-value"), null, Token);
    }

    [Theory]
    [InlineData("prod", "KEY", "An environment is one of development, staging, production.")]
    [InlineData("Production", "KEY", "An environment is one of development, staging, production.")]
    [InlineData("..", "KEY", "An environment is one of development, staging, production.")]
    [InlineData("production", "KEY/../OTHER", "A key begins with a letter or _ and is made of letters, digits and _, at most 200, such as STRIPE_API_KEY.")]
    [InlineData("production", "1KEY", "A key begins with a letter or _ and is made of letters, digits and _, at most 200, such as STRIPE_API_KEY.")]
    [InlineData("production", "K\u00cbY", "A key begins with a letter or _ and is made of letters, digits and _, at most 200, such as STRIPE_API_KEY.")]
    [InlineData("production", "KEY'; DROP TABLE devflow.projects; --", "A key begins with a letter or _ and is made of letters, digits and _, at most 200, such as STRIPE_API_KEY.")]
    public async Task An_environment_or_key_of_another_form_is_refused(string environment, string key, string message)
    {
        await using var vault = await CreateAsync(server);
        var anna = await vault.Database.AddUserAsync("anna");
        await vault.Projects.CreateAsync(anna, "shop", Token);

        var fault = await Assert.ThrowsAsync<VaultException>(() => vault.ProjectSecrets.As(anna).WriteAsync("shop", environment, key, Value("some-value"), null, Token));

        Assert.Equal((VaultError.Invalid, message), (fault.Error, fault.Message));
        Assert.Equal(fault.Message, (await Assert.ThrowsAsync<VaultException>(() => vault.ProjectSecrets.As(anna).TryReadAsync("shop", environment, key, Token))).Message);
    }

    [Fact]
    public async Task A_faulty_line_says_its_place_and_loses_no_other()
    {
        await using var vault = await CreateAsync(server);
        var anna = await vault.Database.AddUserAsync("anna");
        await vault.Projects.CreateAsync(anna, "shop", Token);
        vault.Write("projects/shop/.env", $"GOOD=good-value\n{Key}=${{NOWHERE}}\n");
        var secrets = vault.ProjectSecrets.As(anna);

        Assert.Equal("good-value", (await secrets.TryReadAsync("shop", Production, "GOOD", Token))!.Reveal());
        var fault = await Assert.ThrowsAsync<VaultException>(() => secrets.TryReadAsync("shop", Production, Key, Token));

        Assert.Equal(VaultError.Unavailable, fault.Error);
        Assert.Contains("projects/shop/.env:2", fault.Message, StringComparison.Ordinal);
    }

    private static (string Name, int Version) Of(VaultSecret secret) => (secret.Name, secret.Version);
}
