using static DevFlow.Secrets.Vault.Tests.Support.TestVault;

namespace DevFlow.Secrets.Vault.Tests.Projects;

public sealed class ProjectMembersTests(VaultServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_makes_a_project_is_its_admin_and_others_do_not_see_it()
    {
        await using var vault = await CreateAsync(server);
        var anna = await vault.Database.AddUserAsync("anna");
        var bert = await vault.Database.AddUserAsync("bert");

        var made = await vault.Projects.CreateAsync(anna, "shop", Token);

        Assert.Equal(("shop", "admin", anna.Principal), (made.Name, made.Role, made.CreatedBy));
        Assert.Equal(["shop"], (await vault.Projects.ListAsync(anna, Token)).Select(project => project.Name));
        Assert.Empty(await vault.Projects.ListAsync(bert, Token));
        Assert.Equal(VaultError.NotFound, await ErrorOf(() => vault.Projects.GetAsync(bert, "shop", Token)));
        Assert.Equal(VaultError.NotFound, await ErrorOf(() => vault.Members.ListAsync(bert, "shop", Token)));
        Assert.Equal(VaultError.NotFound, await ErrorOf(() => vault.Members.SetAsync(bert, "shop", "bert", "admin", Token)));
        Assert.Equal(VaultError.NotFound, await ErrorOf(() => vault.Projects.DeleteAsync(bert, "shop", Token)));
        Assert.Equal(VaultError.Conflict, await ErrorOf(() => vault.Projects.CreateAsync(bert, "shop", Token)));
        Assert.Equal(VaultError.Forbidden, await ErrorOf(() => vault.Projects.CreateAsync(VaultIdentity.OfService("mcp-gateway"), "other", Token)));
    }

    [Fact]
    public async Task A_viewer_reads_an_editor_writes_and_an_admin_says_who_is_a_member()
    {
        await using var vault = await CreateAsync(server);
        var anna = await vault.Database.AddUserAsync("anna");
        var bert = await vault.Database.AddUserAsync("bert");
        var gateway = VaultIdentity.OfService("mcp-gateway");
        await vault.Projects.CreateAsync(anna, "shop", Token);
        await vault.ProjectSecrets.As(anna).WriteAsync("shop", "production", "KEY", Value("some-value"), null, Token);

        var viewer = await vault.Members.SetAsync(anna, "shop", "bert", "viewer", Token);
        await vault.Members.SetAsync(anna, "shop", "service:mcp-gateway", "viewer", Token);

        Assert.Equal((bert.Principal, "bert", "viewer", anna.Principal), (viewer.Principal, viewer.Name, viewer.Role, viewer.AddedBy));
        Assert.Equal(["anna", "bert", "mcp-gateway"], (await vault.Members.ListAsync(bert, "shop", Token)).Select(member => member.Name).Order(StringComparer.Ordinal));
        foreach (var reader in new[] { bert, gateway })
        {
            Assert.Equal("some-value", (await vault.ProjectSecrets.As(reader).TryReadAsync("shop", "production", "KEY", Token))!.Reveal());
            Assert.Equal(VaultError.Forbidden, await ErrorOf(() => vault.ProjectSecrets.As(reader).WriteAsync("shop", "production", "KEY", Value("other-value"), null, Token)));
            Assert.Equal(VaultError.Forbidden, await ErrorOf(() => vault.ProjectSecrets.As(reader).DeleteAsync("shop", "production", "KEY", Token)));
            Assert.Equal(VaultError.Forbidden, await ErrorOf(() => vault.Projects.DeleteAsync(reader, "shop", Token)));
            Assert.Equal(VaultError.Forbidden, await ErrorOf(() => vault.Members.SetAsync(reader, "shop", "service:mcp-gateway", "admin", Token)));
        }

        await vault.Members.SetAsync(anna, "shop", bert.Principal, "editor", Token);

        Assert.Equal(2, (await vault.ProjectSecrets.As(bert).WriteAsync("shop", "production", "KEY", Value("other-value"), null, Token)).Version);
        Assert.Equal(VaultError.Forbidden, await ErrorOf(() => vault.Members.RemoveAsync(bert, "shop", "anna", Token)));

        Assert.True(await vault.Members.RemoveAsync(bert, "shop", "bert", Token));
        Assert.Equal(VaultError.NotFound, await ErrorOf(() => vault.ProjectSecrets.As(bert).TryReadAsync("shop", "production", "KEY", Token)));
    }

    [Fact]
    public async Task The_last_admin_stays_also_when_two_leave_at_the_same_moment()
    {
        await using var vault = await CreateAsync(server);
        var anna = await vault.Database.AddUserAsync("anna");
        var bert = await vault.Database.AddUserAsync("bert");
        await vault.Projects.CreateAsync(anna, "shop", Token);

        Assert.Equal(VaultError.Conflict, await ErrorOf(() => vault.Members.RemoveAsync(anna, "shop", "anna", Token)));
        Assert.Equal(VaultError.Conflict, await ErrorOf(() => vault.Members.SetAsync(anna, "shop", "anna", "editor", Token)));
        for (var round = 0; round < 5; round++)
        {
            await vault.Members.SetAsync(anna, "shop", "bert", "admin", Token);
            var left = await Task.WhenAll(LeaveAsync(anna, "anna"), LeaveAsync(bert, "bert"));
            Assert.Single(left, gone => gone);
            var admin = Assert.Single(await vault.Members.ListAsync(await vault.Database.AddUserAsync($"chief-{round}", isAdmin: true), "shop", Token));
            await vault.Members.SetAsync(admin.Name == "anna" ? anna : bert, "shop", "anna", "admin", Token);
            if (admin.Name == "bert")
                await vault.Members.RemoveAsync(anna, "shop", "bert", Token);
        }

        async Task<bool> LeaveAsync(VaultIdentity who, string name)
        {
            try
            {
                return await vault.Members.RemoveAsync(who, "shop", name, Token);
            }
            catch (VaultException fault) when (fault.Error is VaultError.Conflict)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task An_administrator_of_the_platform_sees_projects_and_manages_members_and_reads_no_value()
    {
        await using var vault = await CreateAsync(server);
        var anna = await vault.Database.AddUserAsync("anna");
        var admin = await vault.Database.AddUserAsync("chief", isAdmin: true);
        await vault.Projects.CreateAsync(anna, "shop", Token);
        await vault.ProjectSecrets.As(anna).WriteAsync("shop", "production", "KEY", Value("some-value"), null, Token);

        Assert.Equal([("shop", null)], (await vault.Projects.ListAsync(admin, Token)).Select(project => (project.Name, project.Role)));
        Assert.Equal(VaultError.Forbidden, await ErrorOf(() => vault.ProjectSecrets.As(admin).TryReadAsync("shop", "production", "KEY", Token)));
        Assert.Equal(VaultError.Forbidden, await ErrorOf(() => vault.ProjectSecrets.As(admin).ListAsync("shop", "production", Token)));
        Assert.Equal(VaultError.Forbidden, await ErrorOf(() => vault.ProjectSecrets.As(admin).ExplainAsync("shop", "production", "KEY", Token)));
        Assert.Equal(VaultError.Forbidden, await ErrorOf(() => vault.ProjectSecrets.As(admin).VersionsAsync("shop", "production", "KEY", Token)));
        Assert.Equal(VaultError.Forbidden, await ErrorOf(() => vault.Projects.DeleteAsync(admin, "shop", Token)));
        await vault.Members.SetAsync(admin, "shop", "anna", "admin", Token);
        Assert.Equal(admin.Principal, Assert.Single(await vault.Members.ListAsync(anna, "shop", Token)).AddedBy);
    }

    [Theory]
    [InlineData("nobody", VaultError.NotFound)]
    [InlineData("user:00000000-0000-0000-0000-000000000000", VaultError.NotFound)]
    [InlineData("user:", VaultError.NotFound)]
    [InlineData("anna' OR '1'='1", VaultError.NotFound)]
    [InlineData("a\0b", VaultError.Invalid)]
    [InlineData("service:", VaultError.Invalid)]
    [InlineData("service:MCP Gateway", VaultError.Invalid)]
    public async Task Nobody_becomes_a_member_who_is_not_there(string who, VaultError error)
    {
        await using var vault = await CreateAsync(server);
        var anna = await vault.Database.AddUserAsync("anna");
        await vault.Projects.CreateAsync(anna, "shop", Token);

        Assert.Equal(error, await ErrorOf(() => vault.Members.SetAsync(anna, "shop", who, "viewer", Token)));
        Assert.Equal(VaultError.Invalid, await ErrorOf(() => vault.Members.SetAsync(anna, "shop", "anna", "owner", Token)));
        Assert.Single(await vault.Members.ListAsync(anna, "shop", Token));
    }

    [Fact]
    public async Task A_project_that_is_deleted_takes_its_secrets_and_data_keys_along_and_its_successor_of_the_same_name_has_none()
    {
        await using var vault = await CreateAsync(server);
        var anna = await vault.Database.AddUserAsync("anna");
        var bert = await vault.Database.AddUserAsync("bert");
        foreach (var name in new[] { "shop", "blog" })
        {
            await vault.Projects.CreateAsync(anna, name, Token);
            await vault.ProjectSecrets.As(anna).WriteAsync(name, "production", "KEY", Value($"value-of-{name}"), null, Token);
        }

        await vault.Projects.DeleteAsync(anna, "shop", Token);

        Assert.Equal((1, 1, 1, 1), (
            await vault.CountAsync("data_keys"), await vault.CountAsync("project_secrets"), await vault.CountAsync("project_secret_versions"), await vault.CountAsync("project_members")));
        await vault.Projects.CreateAsync(bert, "shop", Token);
        Assert.Null(await vault.ProjectSecrets.As(bert).TryReadAsync("shop", "production", "KEY", Token));
        Assert.Equal("value-of-blog", (await vault.ProjectSecrets.As(anna).TryReadAsync("blog", "production", "KEY", Token))!.Reveal());
    }

    private static async Task<VaultError> ErrorOf(Func<Task> act) => (await Assert.ThrowsAsync<VaultException>(act)).Error;
}
