using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Tests.Support;

namespace DevFlow.Hosting.Tests.Projects;

public class BuildTests : HostingTest
{
    private static readonly DateTime Built = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Fact]
    public async Task A_build_that_is_older_than_its_sources_runs_and_says_so()
    {
        Write("Service.csproj", Built.AddHours(-1));
        Write("Code/New.cs", Built.AddHours(1));
        WriteBuild();
        var application = await StartAsync(Describe());

        await InStateAsync(application, "service", KnownResourceStates.Finished);
        Assert.Equal(
            [$"runs as it was built, but {Folder["Code", "New.cs"]} was changed after that; to run the change: dotnet build \"{Folder["Service.csproj"]}\"", "I ran"],
            LogOf(application, "service"));
    }

    [Fact]
    public async Task A_build_that_is_newer_than_its_sources_runs_without_a_word()
    {
        Write("Service.csproj", Built.AddHours(-1));
        Write("obj/Generated.cs", Built.AddHours(1));
        Write(".git/Hook.cs", Built.AddHours(1));
        Write("notes.txt", Built.AddHours(1));
        WriteBuild();
        var application = await StartAsync(Describe());

        await InStateAsync(application, "service", KnownResourceStates.Finished);
        Assert.Equal(["I ran"], LogOf(application, "service"));
    }

    [Fact]
    public async Task A_project_without_a_build_names_the_command_that_builds_it()
    {
        Write("Service.csproj", Built);
        var application = await StartAsync(Describe());

        await InStateAsync(application, "service", KnownResourceStates.FailedToStart);
        Assert.Equal($"To build it alone: dotnet build \"{Folder["Service.csproj"]}\"", LogOf(application, "service")[^1]);
    }

    [Fact]
    public async Task A_project_file_that_is_missing_is_named()
    {
        var application = await StartAsync(Describe());

        await InStateAsync(application, "service", KnownResourceStates.FailedToStart);
        Assert.StartsWith($"Its project is missing as well: {Folder["Service.csproj"]} does not exist.", LogOf(application, "service")[^1], StringComparison.Ordinal);
    }

    private IDistributedApplicationBuilder Describe()
    {
        FolderProject.In(Folder.Path);
        var builder = CreateBuilder();
        builder.AddProject<FolderProject>("service");
        return builder;
    }

    /// <summary>The program beside the assembly is what runs; a script will do.</summary>
    private void WriteBuild()
    {
        Write("bin/Service.dll", Built);
        Write("bin/Service", Built);
        File.WriteAllText(Folder["bin", "Service"], "#!/bin/sh\necho I ran\n");
        File.SetUnixFileMode(Folder["bin", "Service"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void Write(string name, DateTime changed)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder[name])!);
        File.WriteAllText(Folder[name], "");
        File.SetLastWriteTimeUtc(Folder[name], changed);
    }
}
