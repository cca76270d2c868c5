using System.Text.RegularExpressions;
using Npgsql;

namespace DevFlow.LocalUi.Tests.Leases;

/// <summary>A login of the database, opened, used, prolonged and ended from the page.</summary>
[Collection(Pages.Name)]
public sealed class LeasesPageTests(Platform platform)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lease_is_opened_its_password_shows_itself_on_demand_alone_and_works_until_it_is_revoked()
    {
        var page = await platform.OpenAsync("/leases", "leases-anna");
        await Expect(page.Heading("No lease is open")).ToBeVisibleAsync();
        await page.CheckAsync("leases-empty");

        await page.Tab.GetByRole(AriaRole.Radio, new() { Name = "read-only" }).CheckAsync();
        await page.Tab.GetByLabel("Ends after").SelectOptionAsync("5 minutes");
        await page.Button("Open the lease").ClickAsync();
        await Expect(page.Heading("Your lease is open")).ToBeVisibleAsync();
        await page.Button("Copy the password").ClickAsync();
        await Expect(page.Button("Copied")).ToBeVisibleAsync();
        var password = await page.Tab.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.True(password.Length > 20, "No password was copied.");
        Assert.DoesNotContain(password, await page.Tab.ContentAsync(), StringComparison.Ordinal);
        await page.CheckAsync("lease-open");

        var connection = page.Tab.GetByLabel("Connection string");
        await page.Button("Show").ClickAsync();
        await Expect(connection).ToContainTextAsync(password);
        await page.Button("Hide").ClickAsync();
        await Expect(connection).Not.ToContainTextAsync(password);
        var login = (await connection.InnerTextAsync()).Split("//")[1].Split(':')[0];
        await ConnectAsync(login, password);

        await page.Button("Done, forget it").ClickAsync();
        await page.Button($"Renew {login}").ClickAsync();
        await Expect(page.Tab.GetByText(new Regex("ends in 1[0-5] minutes", RegexOptions.None, TimeSpan.FromSeconds(1)))).ToBeVisibleAsync();
        await page.Button($"Revoke {login}").ClickAsync();
        await page.Tab.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Expect(page.Heading("No lease is open")).ToBeVisibleAsync();
        await Assert.ThrowsAsync<PostgresException>(() => ConnectAsync(login, password));

        await page.Tab.GetByRole(AriaRole.Switch).ClickAsync();
        await Expect(page.Tab.GetByText("Revoked", new() { Exact = true })).ToBeVisibleAsync();
        Assert.DoesNotContain(password, await page.Tab.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_admin_sees_whose_leases_are_open_whatever_they_are_called()
    {
        using var bert = await platform.Engine.CreateClientAsync("leases-bert");
        await platform.CallAsync("leases-bert", "<img src=x onerror=alert(1)>");
        await bert.PostJsonAsync("/api/v1/leases", new { profile = "read-only", ttlSeconds = 300 }, System.Net.HttpStatusCode.Created);

        var page = await platform.OpenAsync("/leases", "leases-carl", isAdmin: true);

        await Expect(page.Tab.GetByRole(AriaRole.List, new() { Name = "Leases" })).ToContainTextAsync("read-only of <img src=x onerror=alert(1)>");
        await page.CheckAsync("leases");
    }

    private async Task ConnectAsync(string login, string password)
    {
        var address = new NpgsqlConnectionStringBuilder(platform.Engine.AdminConnectionString) { Username = login, Password = password, Pooling = false };
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync(Cancel);
    }
}
