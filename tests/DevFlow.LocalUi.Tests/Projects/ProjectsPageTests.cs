using System.Net;

namespace DevFlow.LocalUi.Tests.Projects;

/// <summary>A project's environments side by side, and who may what.</summary>
[Collection(Pages.Name)]
public sealed class ProjectsPageTests(Platform platform)
{
    [Fact]
    public async Task A_project_is_made_and_its_environments_stand_side_by_side()
    {
        var page = await platform.OpenAsync("/projects", "projects-anna", isWatched: true);
        await Expect(page.Heading("No project yet")).ToBeVisibleAsync();
        await page.Button("New project").ClickAsync();
        await page.Tab.GetByLabel("Name").FillAsync("No Such Name");
        await page.Button("Make it").ClickAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Alert)).ToContainTextAsync("lower-case letters");
        await page.Tab.GetByLabel("Name").FillAsync("web-shop");
        await page.Button("Make it").ClickAsync();

        await Expect(page.Heading("web-shop")).ToBeVisibleAsync();
        await page.Button("Write a secret").ClickAsync();
        await page.Tab.GetByLabel("Key", new() { Exact = true }).FillAsync("STRIPE_API_KEY");
        await page.Tab.GetByLabel("Environment").SelectOptionAsync("staging");
        await page.Tab.GetByLabel("Value", new() { Exact = true }).FillAsync("c4n4ry-of-staging");
        await page.Button("Write it").ClickAsync();
        await Expect(page.Button("STRIPE_API_KEY in staging: version 1", isExact: false)).ToBeVisibleAsync();
        await Expect(page.Button("STRIPE_API_KEY in production: not set here", isExact: false)).ToBeVisibleAsync();
        await page.CheckAsync("project", "400");

        await page.Button("STRIPE_API_KEY in production: not set here", isExact: false).ClickAsync();
        var details = page.Tab.GetByRole(AriaRole.Dialog);
        await details.GetByLabel("New value").FillAsync("c4n4ry-of-production");
        await page.Button("Write version 1").ClickAsync();
        await Expect(details.GetByText("Version 1", new() { Exact = true })).ToBeVisibleAsync();
        await page.CheckAsync("project-secret", "400");
        await page.HoldsNoneOfAsync("c4n4ry");
    }

    [Fact]
    public async Task Where_an_environment_differs_is_said_and_can_be_looked_at_alone()
    {
        using var emil = await platform.Engine.CreateClientAsync("projects-emil");
        await emil.PostJsonAsync("/api/v1/projects", new { name = "web-api" }, HttpStatusCode.Created);
        foreach (var place in (string[])["development/secrets/SAME", "staging/secrets/SAME", "production/secrets/SAME", "development/secrets/OTHER", "staging/secrets/OTHER", "staging/secrets/OTHER"])
            await emil.CallAsync(HttpMethod.Put, $"/api/v1/projects/web-api/{place}", new { value = $"c4n4ry {Guid.NewGuid()}" });
        var page = await platform.OpenAsync("/projects/web-api", "projects-emil");

        await Expect(page.Button("OTHER in development: version 1", isExact: false)).ToContainTextAsync("fewer versions than staging");
        await Expect(page.Button("OTHER in production: not set here", isExact: false)).ToBeVisibleAsync();
        await Expect(page.Row("SAME")).Not.ToContainTextAsync("fewer");
        await page.CheckAsync("project-differences");

        await page.Tab.GetByRole(AriaRole.Switch, new() { Name = "Only differences: 1 of 2" }).ClickAsync();
        await Expect(page.Row("SAME")).ToHaveCountAsync(0);
        await page.Tab.ReloadAsync();
        await Expect(page.Row("OTHER")).ToBeVisibleAsync();
        await Expect(page.Row("SAME")).ToHaveCountAsync(0);

        // What is written meanwhile takes the difference away.
        await page.Button("OTHER in production: not set here", isExact: false).ClickAsync();
        await page.Tab.GetByRole(AriaRole.Dialog).GetByLabel("New value").FillAsync("c4n4ry-of-production");
        await page.Button("Write version 1").ClickAsync();
        await page.Tab.Keyboard.PressAsync("Escape");
        await Expect(page.Button("OTHER in production: version 1", isExact: false)).ToContainTextAsync("fewer versions than staging");
    }

    [Fact]
    public async Task Members_and_grants_are_made_and_ended_and_a_viewer_is_offered_nothing_to_write()
    {
        using var carl = await platform.Engine.CreateClientAsync("projects-carl");
        await carl.PostJsonAsync("/api/v1/projects", new { name = "web-site" }, HttpStatusCode.Created);
        await carl.CallAsync(HttpMethod.Put, "/api/v1/projects/web-site/staging/secrets/A_KEY", new { value = "c4n4ry" });
        await platform.Engine.CreateClientAsync("projects-dora");
        var page = await platform.OpenAsync("/projects/web-site?tab=members", "projects-carl");

        await page.Tab.GetByLabel("Add a member").FillAsync("nobody-of-this-name");
        await page.Button("Add").ClickAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Alert)).ToContainTextAsync("nobody-of-this-name");
        await page.Tab.GetByLabel("Add a member").FillAsync("projects-dora");
        await page.Button("Add").ClickAsync();
        await Expect(page.Tab.GetByLabel("Role of projects-dora")).ToHaveValueAsync("viewer");
        await page.CheckAsync("project-members", "404", "400");

        await page.Tab.GetByRole(AriaRole.Tab, new() { Name = "Grants" }).ClickAsync();
        await page.Tab.GetByLabel("Grant to").FillAsync("service:knowledge-hub");
        await page.Button("Grant").ClickAsync();
        await Expect(page.Tab.GetByRole(AriaRole.List, new() { Name = "Grants" })).ToContainTextAsync("service:knowledge-hub may read everything in development");
        await page.CheckAsync("project-grants", "404", "400");
        await page.Button("Take back the grant of service:knowledge-hub").ClickAsync();
        await Expect(page.Heading("Nothing is granted")).ToBeVisibleAsync();

        var viewer = await platform.OpenAsync("/projects/web-site", "projects-dora");
        await viewer.Button("A_KEY in staging: version 1", isExact: false).ClickAsync();
        await Expect(viewer.Tab.GetByRole(AriaRole.Dialog).GetByText("wins")).ToBeVisibleAsync();
        await Expect(viewer.Tab.GetByLabel("New value")).ToHaveCountAsync(0);
        await Expect(viewer.Button("Write a secret")).ToHaveCountAsync(0);
    }
}
