using System.Runtime.InteropServices;
using CliWrap;
using CliWrap.Buffered;

[assembly: AssemblyFixture(typeof(DevFlow.Cli.Tests.Tool))]

namespace DevFlow.Cli.Tests;

/// <summary>
/// The program that the tests run: the native one, as people install it, published before the first test; it also answers twenty times as fast. Where no
/// linker is (or with <c>DEVFLOW_TOOL=managed</c>, to try a change without waiting for the native compiler) the one that was built with these tests.
/// </summary>
public sealed class Tool : IAsyncLifetime
{
    /// <summary>The folder of the program.</summary>
    public static string Folder { get; private set; } = "";

    public static string ManagedFolder { get; } = Path.Combine(
        Repository.Root, "DevFlow.Cli", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0");

    public static bool IsNative => Folder != ManagedFolder;

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("DEVFLOW_TOOL") == "managed" || !HasLinker())
        {
            Folder = ManagedFolder;
            return;
        }

        var platform = RuntimeInformation.RuntimeIdentifier;
        var published = await CliWrap.Cli.Wrap("dotnet")
            .WithArguments(["publish", "DevFlow.Cli", "-c", "Release", "-r", platform, "--artifacts-path", "artifacts/native", "--nologo"])
            .WithWorkingDirectory(Repository.Root)
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        Assert.True(published.ExitCode == 0 && !published.StandardOutput.Contains("warning", StringComparison.Ordinal), published.StandardOutput + published.StandardError);
        Folder = Path.Combine(Repository.Root, "artifacts", "native", "publish", "DevFlow.Cli", $"release_{platform}");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool HasLinker() => Environment.GetEnvironmentVariable("PATH")!.Split(':')
        .Any(folder => ((string[])["clang", "gcc"]).Any(name => File.Exists(Path.Combine(folder, name))));
}
