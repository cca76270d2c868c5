using System.Text.Json;
using DevFlow.Hosting.Dashboard;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Tests.Host;
using DevFlow.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.Hosting.Tests.Dashboard;

/// <summary>A test with an application that has a dashboard, in a process of its own, whose part a small program plays.</summary>
public abstract class DashboardTest : HostingTest
{
    protected string Transcript => File.Exists(Folder["transcript"]) ? Read(Folder["transcript"]) : "";

    protected IReadOnlyList<string> DashboardArgs => [$"--Dashboard:Transcript={Folder["transcript"]}", $"--Dashboard:Says={Folder["says"]}"];

    protected IDistributedApplicationBuilder CreateBuilderWithDashboard(params string[] args) =>
        CreateBuilder([.. DashboardArgs, .. args]).AddDashboard<HostProject>();

    /// <summary>What the dashboard was told; of several, by the one that began last.</summary>
    private protected IReadOnlyList<FeedMessage> Told() => Told(Transcript);

    private protected async Task<T> ToldAsync<T>(Func<T, bool> wanted) where T : FeedMessage
    {
        while (true)
        {
            if (Told().OfType<T>().FirstOrDefault(wanted) is { } message)
                return message;
            await WaitAsync($"to be told a {typeof(T).Name}");
        }
    }

    private protected async Task<ResourceView> ToldAsync(string resource, Func<ResourceView, bool> wanted) =>
        (await ToldAsync<ResourceChanged>(message => message.Resource.Name == resource && wanted(message.Resource))).Resource;

    protected async Task TranscriptAsync(Func<string, bool> wanted)
    {
        while (!wanted(Transcript))
            await WaitAsync("for a transcript");
    }

    /// <summary>The process ids of the dashboards that have begun, in order.</summary>
    protected IReadOnlyList<int> Dashboards() =>
        [.. Transcript.Split('\n').Where(line => line.StartsWith("began ", StringComparison.Ordinal)).Select(line => int.Parse(line["began ".Length..]))];

    /// <summary>Has the dashboard say something.</summary>
    private protected Task SayAsync(DashboardMessage message) =>
        File.AppendAllTextAsync(Folder["says"], JsonSerializer.Serialize(message, FeedJson.Default.DashboardMessage) + "\n", Patience);

    protected static IReadOnlyCollection<string> NoticesOf(DistributedApplication application) => application.Services.GetRequiredService<Notices>().Said;

    protected async Task NoticeAsync(DistributedApplication application, string text)
    {
        while (!NoticesOf(application).Any(notice => notice.Contains(text, StringComparison.Ordinal)))
            await WaitAsync($"for the notice '{text}'");
    }

    protected async Task WaitAsync(string what)
    {
        try
        {
            await Task.Delay(20, Patience);
        }
        catch (OperationCanceledException)
        {
            var end = Transcript;
            Assert.Fail($"Waited in vain {what}. The transcript ends with:\n{end[Math.Max(0, end.Length - 3000)..]}");
        }
    }

    private static IReadOnlyList<FeedMessage> Told(string transcript)
    {
        // The last line may be half written.
        var lines = transcript[..(transcript.LastIndexOf('\n') + 1)].Split('\n');
        var began = Array.FindLastIndex(lines, line => line.StartsWith("began ", StringComparison.Ordinal));
        return [.. lines.Skip(began + 1).Where(line => line.StartsWith('{')).Select(line => JsonSerializer.Deserialize(line, FeedJson.Default.FeedMessage)!)];
    }

    private static string Read(string path)
    {
        using var file = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return file.ReadToEnd();
    }
}
