using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;
using DevFlow.Hosting.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.Hosting.Tests.Logs;

public class LogFileTests : HostingTest
{
    private string Logs => Folder[".devflow", "logs"];

    [Fact]
    public async Task What_a_resource_writes_stands_in_its_file_with_the_time_while_it_runs()
    {
        var builder = CreateBuilder();
        builder.AddExecutable("talker", "sh", ".", "-c", "echo grüße; echo broken >&2; exec sleep 1000");
        await StartAsync(builder);

        var lines = await LinesAsync("talker.log", 2);

        Assert.All(lines, line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z ", line));
        Assert.Equal(["broken", "grüße"], lines.Select(line => line.Split(' ', 2)[1]).Order(StringComparer.Ordinal));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Logs, "talker.log")));
    }

    [Fact]
    public async Task The_last_words_of_a_resource_are_in_its_file_when_the_application_has_stopped_and_the_next_run_appends()
    {
        for (var run = 1; run <= 2; run++)
        {
            var builder = CreateBuilder();
            builder.AddExecutable("talker", "sh", ".", "-c", "trap 'echo bye; exit 0' TERM; echo hello; sleep 1000 & wait");
            var application = await StartAsync(builder);
            await LinesAsync("talker.log", (run * 2) - 1);
            await application.StopAsync(Patience);
            Assert.EndsWith(" bye", (await File.ReadAllLinesAsync(Path.Combine(Logs, "talker.log"), Patience))[(run * 2) - 1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_full_file_makes_way_for_the_next_and_the_oldest_goes()
    {
        Directory.CreateDirectory(Logs);
        await File.WriteAllTextAsync(Path.Combine(Logs, "gone.log"), "of a resource that is no more", Patience);
        var builder = CreateBuilder("--LocalEngine:LogFileSize=4096", "--LocalEngine:LogFiles=3");
        builder.AddExecutable("flood", "sh", ".", "-c", "i=0; while [ $i -lt 1000 ]; do i=$((i+1)); echo line $i of a thousand; done");
        var application = await StartAsync(builder);
        await InStateAsync(application, "flood", KnownResourceStates.Finished);
        await application.StopAsync(Patience);

        Assert.Equal(["flood.1.log", "flood.2.log", "flood.log", "gone.log"], Directory.GetFiles(Logs).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(Logs), file => Assert.InRange(new FileInfo(file).Length, 1, 8192));
        var numbers = ((string[])["flood.2.log", "flood.1.log", "flood.log"]).SelectMany(name => File.ReadLines(Path.Combine(Logs, name)))
            .Select(line => int.Parse(line.Split(' ')[2])).ToList();
        Assert.Equal(1000, numbers[^1]);
        Assert.Equal(Enumerable.Range(numbers[0], numbers.Count), numbers);
    }

    [Fact]
    public async Task A_disk_that_is_full_stops_nothing_and_is_said_once()
    {
        Directory.CreateDirectory(Logs);
        File.CreateSymbolicLink(Path.Combine(Logs, "one.log"), "/dev/full");
        File.CreateSymbolicLink(Path.Combine(Logs, "two.log"), "/dev/full");
        var builder = CreateBuilder();
        builder.AddExecutable("one", "sh", ".", "-c", "echo first; echo second; exec sleep 1000");
        builder.AddExecutable("two", "sh", ".", "-c", "echo first; exec sleep 1000");
        var application = await StartAsync(builder);

        while (!LogOf(application, "one").Contains("second", StringComparer.Ordinal) || application.Services.GetRequiredService<Notices>().Said.Count == 0)
            await Task.Delay(20, Patience);

        var said = Assert.Single(application.Services.GetRequiredService<Notices>().Said);
        Assert.Matches("(one|two).log cannot be written: No space left on device.* is kept in memory alone", said);
        await InStateAsync(application, "one", KnownResourceStates.Running);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_stops_nothing()
    {
        Directory.CreateDirectory(Folder[".devflow"]);
        await File.WriteAllTextAsync(Logs, "a file where the folder should be", Patience);
        var builder = CreateBuilder();
        builder.AddExecutable("talker", "sh", ".", "-c", "echo hello; exec sleep 1000");
        var application = await StartAsync(builder);

        await InStateAsync(application, "talker", KnownResourceStates.Running);
        while (application.Services.GetRequiredService<Notices>().Said.Count == 0)
            await Task.Delay(20, Patience);
        await application.StopAsync(Patience);
    }

    private async Task<string[]> LinesAsync(string name, int count)
    {
        var path = Path.Combine(Logs, name);
        while (true)
        {
            if (File.Exists(path) && await File.ReadAllLinesAsync(path, Patience) is { } lines && lines.Length >= count)
                return lines;
            await Task.Delay(20, Patience);
        }
    }
}
