using System.Diagnostics;
using DevFlow.Secrets.Vault.Tests.Support;
using static DevFlow.Secrets.Vault.Tests.Support.TestVault;

namespace DevFlow.Secrets.Vault.Tests.Projects;

/// <summary>Ways from one project into another, or out of all. None leads there.</summary>
public sealed class ProjectIsolationTests(VaultServer server)
{
    private const string Hidden = "c4n4ry-of-the-blog";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("../blog")]
    [InlineData("shop/../blog")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("./blog")]
    [InlineData("/etc")]
    [InlineData("blog/")]
    [InlineData("..\\blog")]
    [InlineData("%2e%2e%2fblog")]
    [InlineData("..%2fblog")]
    [InlineData("Blog")]
    [InlineData("BLOG")]
    [InlineData("bl\u043eg")]
    [InlineData("\uff42\uff4c\uff4f\uff47")]
    [InlineData("blog\0")]
    [InlineData("blog\n")]
    [InlineData("blog ")]
    [InlineData("blog\u200b")]
    [InlineData("blog'--")]
    [InlineData("blog%")]
    [InlineData("-blog")]
    [InlineData("bl--og")]
    public async Task A_name_that_could_be_read_as_another_is_refused_before_anything_is_asked(string name)
    {
        await using var vault = await TwoProjectsAsync();

        foreach (var attempt in Attempts(vault, name))
            Assert.Equal(VaultError.Invalid, (await Assert.ThrowsAsync<VaultException>(attempt)).Error);
        Assert.Equal(VaultError.Invalid, (await Assert.ThrowsAsync<VaultException>(() => vault.Projects.CreateAsync(vault.Anna(), name, Token))).Error);
    }

    [Fact]
    public async Task Another_project_by_its_name_or_its_id_is_not_there()
    {
        await using var vault = await TwoProjectsAsync();
        var id = (Guid)(await vault.ScalarAsync("SELECT id FROM devflow.projects WHERE name = 'blog'"))!;

        foreach (var attempt in Attempts(vault, "blog").Concat(Attempts(vault, $"{id}")))
            Assert.Equal(VaultError.NotFound, (await Assert.ThrowsAsync<VaultException>(attempt)).Error);
    }

    [Theory]
    [InlineData("projects/shop", "blog")]
    [InlineData("projects/shop/.env", "../blog/.env")]
    [InlineData("projects/shop/.env", "/etc/passwd")]
    [InlineData("projects/shop/.env", "../../.env")]
    [InlineData("projects/shop/.env.production", "../blog/.env")]
    [InlineData("projects", "elsewhere")]
    public async Task A_symbolic_link_out_of_the_project_is_refused_and_said(string link, string target)
    {
        await using var vault = await TwoProjectsAsync();
        vault.Write("projects/blog/.env", $"KEY={Hidden}\nroot={Hidden}\n");
        vault.Write(".env", $"KEY={Hidden}\n");
        vault.Write("elsewhere/shop/.env", $"KEY={Hidden}\n");
        var path = Path.Combine(vault.Folder, link);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, target);

        await RefusedAsync(vault);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_symbolic_link_that_is_put_there_between_the_look_and_the_opening_is_refused(bool isFolder)
    {
        await using var vault = await TwoProjectsAsync();
        vault.Write("projects/shop/.env", "KEY=own-value\n");
        vault.Write("projects/blog/.env", $"KEY={Hidden}\n");
        Assert.Equal("own-value", (await vault.ProjectSecrets.As(vault.Anna()).TryReadAsync("shop", "production", "KEY", Token))!.Reveal());
        vault.Opening = () =>
        {
            var shop = Path.Combine(vault.Folder, "projects", "shop");
            var path = isFolder ? shop : Path.Combine(shop, ".env");
            if (isFolder)
                Directory.Delete(path, recursive: true);
            else
                File.Delete(path);
            File.CreateSymbolicLink(path, isFolder ? "blog" : "../blog/.env");
            vault.Opening = () => { };
        };

        await RefusedAsync(vault);
    }

    [Fact]
    public async Task While_links_and_files_change_places_only_the_own_value_is_ever_read()
    {
        await using var vault = await TwoProjectsAsync();
        vault.Write("projects/blog/.env", $"KEY={Hidden}\n");
        var path = vault.Write("projects/shop/.env", "KEY=own-value\n");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var swapping = Task.Run(
            () =>
            {
                for (var i = 0; !stop.IsCancellationRequested; i++)
                {
                    var next = $"{path}.next";
                    if (i % 2 == 0)
                        File.CreateSymbolicLink(next, "../blog/.env");
                    else
                        File.WriteAllText(next, "KEY=own-value\n");
                    File.Move(next, path, overwrite: true);
                }
            },
            Token);

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var layers = new ProjectFiles(vault.Folder);
        // A busy machine may not let the other one run for a while.
        for (var i = 0; i < Soak.Times(2000, 200_000) || (seen.Count < 2 && i < 5_000_000); i++)
        {
            var value = layers.Load("shop", "production").TryGet("KEY", out var entry) ? entry.Reveal() : "refused";
            seen[value] = seen.GetValueOrDefault(value) + 1;
        }

        await stop.CancelAsync();
        await swapping;
        Assert.Equal(["own-value", "refused"], seen.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_pipe_or_a_directory_in_the_place_of_the_file_is_refused_at_once()
    {
        await using var vault = await TwoProjectsAsync();
        Directory.CreateDirectory(Path.Combine(vault.Folder, "projects", "shop", ".env.production"));
        using var make = Process.Start("mkfifo", [Path.Combine(vault.Folder, "projects", "shop", ".env")]);
        await make.WaitForExitAsync(Token);

        await RefusedAsync(vault);
    }

    [Fact]
    public async Task A_folder_that_is_reached_through_a_link_is_the_operators_own_business()
    {
        await using var vault = await TwoProjectsAsync();
        vault.Write("projects/shop/.env", "KEY=own-value\n");
        var link = Path.Combine(vault.Folder, "link");
        Directory.CreateSymbolicLink(link, vault.Folder);

        Assert.True(new ProjectFiles(link).Load("shop", "production").TryGet("KEY", out var entry));
        Assert.Equal("own-value", entry.Reveal());
    }

    [Theory]
    [InlineData("op://Blog/production/BLOG_ONLY")]
    [InlineData("op://blog/production/BLOG_ONLY")]
    [InlineData("OP://BLOG/production/BLOG_ONLY")]
    [InlineData("op://DevFlow/AOSentry/api_key")]
    [InlineData("op://Shop%2F..%2FBlog/production/BLOG_ONLY")]
    public async Task A_reference_into_another_vault_is_refused_with_its_place(string reference)
    {
        await using var connect = await EmulatedVaults.StartAsync();
        await using var vault = await TwoProjectsAsync(connect);
        vault.Write("projects/shop/.env", $"# the shop\nKEY={reference}\n");

        foreach (var give in new[] { false, true })
        {
            if (give)
                await new OnePasswordVaults(vault.Database.Vault, vault.Workspace, vault.Changes).SetForProjectAsync(vault.Chief(), "shop", "Shop", Token);
            var fault = await Assert.ThrowsAsync<VaultException>(() => vault.ProjectSecrets.As(vault.Anna()).TryReadAsync("shop", "production", "KEY", Token));

            Assert.Equal(VaultError.Invalid, fault.Error);
            Assert.Contains("projects/shop/.env:2", fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("value", fault.Message, StringComparison.Ordinal);
            Assert.Equal("denied", vault.Accesses.Last().Outcome);
        }
    }

    [Fact]
    public async Task A_reference_into_another_vault_that_is_written_as_a_value_is_refused_and_one_into_the_own_is_followed()
    {
        await using var connect = await EmulatedVaults.StartAsync();
        await using var vault = await TwoProjectsAsync(connect);
        await new OnePasswordVaults(vault.Database.Vault, vault.Workspace, vault.Changes).SetForProjectAsync(vault.Chief(), "shop", "Shop", Token);
        var secrets = vault.ProjectSecrets.As(vault.Anna());
        await secrets.WriteAsync("shop", "production", "FOREIGN", Value("op://Blog/production/BLOG_ONLY"), null, Token);
        await secrets.WriteAsync("shop", "production", "OWN", Value("op://Shop/Shared/password"), null, Token);
        vault.Write("projects/shop/.env", "BY_ID=op://shopshopshopshopshopshopsh/Shared/password\n");

        Assert.Equal(VaultError.Invalid, (await Assert.ThrowsAsync<VaultException>(() => secrets.TryReadAsync("shop", "production", "FOREIGN", Token))).Error);
        Assert.Equal("shop-shared-value", (await secrets.TryReadAsync("shop", "production", "OWN", Token))!.Reveal());
        Assert.Equal("shop-shared-value", (await secrets.TryReadAsync("shop", "production", "BY_ID", Token))!.Reveal());
    }

    private static async Task RefusedAsync(TestVault vault)
    {
        var fault = await Assert.ThrowsAsync<VaultException>(() => vault.ProjectSecrets.As(vault.Anna()).TryReadAsync("shop", "production", "KEY", Token));
        Assert.Equal(VaultError.Unavailable, fault.Error);
        Assert.Contains("projects/shop/.env", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Hidden, fault.ToString(), StringComparison.Ordinal);
        Assert.Empty(await vault.ProjectSecrets.As(vault.Anna()).ListAsync("shop", "production", Token));
    }

    private static IEnumerable<Func<Task>> Attempts(TestVault vault, string project)
    {
        var secrets = vault.ProjectSecrets.As(vault.Anna());
        yield return () => secrets.TryReadAsync(project, "production", "KEY", Token);
        yield return () => secrets.ListAsync(project, "production", Token);
        yield return () => secrets.VersionsAsync(project, "production", "KEY", Token);
        yield return () => secrets.ExplainAsync(project, "production", "KEY", Token);
        yield return () => secrets.WriteAsync(project, "production", "KEY", Value("some-value"), null, Token);
        yield return () => secrets.DeleteAsync(project, "production", "KEY", Token);
        yield return () => vault.Projects.GetAsync(vault.Anna(), project, Token);
        yield return () => vault.Projects.DeleteAsync(vault.Anna(), project, Token);
        yield return () => vault.Members.ListAsync(vault.Anna(), project, Token);
        yield return () => vault.Members.SetAsync(vault.Anna(), project, "anna", "admin", Token);
    }

    private async Task<TestVault> TwoProjectsAsync(EmulatedVaults? connect = null)
    {
        var vault = connect is null ? await CreateAsync(server) : await CreateAsync(server, connect.Environment);
        vault.Add("anna", await vault.Database.AddUserAsync("anna"));
        vault.Add("bert", await vault.Database.AddUserAsync("bert"));
        vault.Add("chief", await vault.Database.AddUserAsync("chief", isAdmin: true));
        await vault.Projects.CreateAsync(vault.Anna(), "shop", Token);
        await vault.Projects.CreateAsync(vault.Bert(), "blog", Token);
        await vault.ProjectSecrets.As(vault.Bert()).WriteAsync("blog", "production", "KEY", Value(Hidden), null, Token);
        return vault;
    }
}
