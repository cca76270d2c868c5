using DevFlow.Hosting.Dashboard;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace DevFlow.Hosting.Tests.Dashboard;

public class LinkTests : DashboardTest
{
    private const string Url = "http://localhost:1";

    [Fact]
    public async Task The_link_is_printed_as_soon_as_the_dashboard_is_ready()
    {
        // One of these resources never becomes healthy: the start is not at rest for two minutes.
        var host = Kept(HostProcess.Start(Folder, "ill", environment: null, ["--with-dashboard=yes", .. DashboardArgs]));

        var line = await host.LineAsync(text => text.StartsWith("Dashboard: ", StringComparison.Ordinal), Patience);

        var welcome = await ToldAsync<Welcome>(_ => true);
        Assert.Matches($"^Dashboard: http://localhost:[0-9]+/login\\?t={welcome.Token}$", line);
        Assert.DoesNotContain("Ctrl+C", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_link_is_printed_at_most_once_in_ten_seconds()
    {
        var time = new FakeTimeProvider();
        var notices = new Notices(new() { DataDirectory = "", Quiet = true });
        var links = new DashboardLinks(notices, time);
        var told = new List<string>();
        links.Print(Url, DashboardLinks.NewToken());

        await AskAsync();
        time.Advance(TimeSpan.FromSeconds(9.9));
        await AskAsync();
        Assert.Empty(told);
        time.Advance(TimeSpan.FromSeconds(0.1));
        await AskAsync();
        await AskAsync();
        Assert.Matches("^[0-9a-f]{32}$", Assert.Single(told));
        time.Advance(TimeSpan.FromSeconds(10));
        await AskAsync();

        Assert.Equal(2, told.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(told.Select(token => $"{Url}/login?t={token}"), notices.Links.Skip(1));

        Task AskAsync() => links.PrintAnotherAsync(Url, token =>
        {
            told.Add(token);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task A_link_is_not_printed_before_the_dashboard_knows_its_token()
    {
        var notices = new Notices(new() { DataDirectory = "", Quiet = true });
        var links = new DashboardLinks(notices, new FakeTimeProvider());
        var told = new TaskCompletionSource();

        var printing = links.PrintAnotherAsync(Url, _ => told.Task);
        Assert.Empty(notices.Links);
        told.SetResult();
        await printing;

        Assert.Single(notices.Links);
    }
}
