namespace DevFlow.LocalUi.Tests.Overview;

/// <summary>What a team opens in the morning.</summary>
[Collection(Pages.Name)]
public sealed class OverviewPageTests(Platform platform)
{
    [Fact]
    public async Task An_admin_sees_what_needs_attention_the_parts_and_what_the_platform_is_held_to()
    {
        var page = await platform.OpenAsync("/", "overview-anna", isAdmin: true);

        await Expect(page.Heading("Overview")).ToBeVisibleAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "workflow-engine" })).ToContainTextAsync("answered in");
        await Expect(page.Tab.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Unauthorized access attempts" })).ToContainTextAsync("target 0");
        await page.CheckAsync("overview");

        await page.Tab.GetByRole(AriaRole.Link, new() { Name = "QDRANT_URL" }).ClickAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Dialog, new() { Name = "QDRANT_URL" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_member_sees_what_is_for_members_and_nobody_learns_how_the_parts_are_unless_signed_in()
    {
        var page = await platform.OpenAsync("/", "overview-bert");

        // What is for admins alone could come until it is known who looks.
        await Expect(page.Button("You: overview-bert")).ToBeVisibleAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "workflow-engine" })).ToBeVisibleAsync();
        await Expect(page.Heading("What the platform is held to")).ToHaveCountAsync(0);
        await page.CheckAsync("overview-member");

        var stranger = await platform.OpenAsync();
        Assert.Equal(401, (await stranger.Tab.Context.APIRequest.GetAsync("/api/platform/health")).Status);
    }
}
