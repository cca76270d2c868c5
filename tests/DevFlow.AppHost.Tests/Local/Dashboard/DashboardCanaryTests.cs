using System.Text;

namespace DevFlow.AppHost.Tests;

/// <summary>Marked values are in .env and in the services; the dashboard's pages, log and memory are searched for them.</summary>
[Collection(DashboardCollection.Name)]
public sealed class DashboardCanaryTests(PlatformWithDashboard platform)
{
    private static readonly string[] _services = ["postgres", "qdrant", "workflow-engine", "knowledge-hub", "mcp-gateway", "local-ui"];

    private static readonly string[] _paths =
    [
        "/", "/?view=graph", "/logs", "/traces", "/metrics?service=workflow-engine&meter=DevFlow.Secrets&instrument=secret.access", "/secrets", "/secrets/DATABASE_URL", "/secrets/AOSENTRY_API_KEY",
        .. _services.Select(name => $"/?resource={name}"),
        .. _services.Select(name => $"/console/{name}"),
    ];

    [Fact]
    public async Task No_secret_is_in_a_page_or_in_the_memory_of_the_dashboard()
    {
        await platform.AskByTheLocalUiAsync();
        var page = await platform.OpenAsync("/");
        var contents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in _paths)
        {
            await platform.ShowAsync(page, path);
            contents[path] = await page.ContentAsync();
        }

        await page.Context.CloseAsync();
        foreach (var log in Directory.EnumerateFiles(Path.Combine(platform.Folder, ".devflow", "logs"), "dashboard*.log"))
            contents[log] = await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken);
        contents["the terminal"] = platform.Host.Output;
        contents["its command line"] = ProcessList.CommandLine(platform.DashboardProcess);

        var forms = platform.Canaries.SelectMany(PlatformWithDashboard.FormsOf).ToList();
        Assert.True(platform.Canaries.Count > 7, "the generated passwords are searched for too");
        foreach (var (where, text) in contents)
            Assert.False(forms.Exists(form => text.Contains(form, StringComparison.Ordinal)), $"{where} holds a secret value");

        // .NET keeps text as UTF-16, what came over a pipe or a socket is UTF-8.
        var memory = ProcessMemory.Of(platform.DashboardProcess);
        Assert.True(memory.Holds(Encoding.Unicode.GetBytes("DATABASE_URL")), "the search finds what the dashboard does have in its memory");
        Assert.Empty(forms.Where(form => memory.Holds(Encoding.Unicode.GetBytes(form)) || memory.Holds(Encoding.UTF8.GetBytes(form))).Select(form => $"a form of {form.Length} characters"));
    }
}
