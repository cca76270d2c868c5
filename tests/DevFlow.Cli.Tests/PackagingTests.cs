namespace DevFlow.Cli.Tests;

/// <summary>The two ways in which people get the program.</summary>
public sealed class PackagingTests : IDisposable
{
    private readonly Clone _clone = new();

    [Fact]
    public async Task As_a_native_program_it_is_small_and_needs_nothing_beside_it()
    {
        Assert.SkipUnless(Tool.IsNative, "there is no linker here (clang or gcc), or DEVFLOW_TOOL=managed");
        var program = Path.Combine(Tool.Folder, "devflow");

        File.Copy(program, Path.Combine(_clone.Folder, "devflow"));
        var result = await new Shell(_clone.Folder).RunAsync("PATH=/usr/bin:/bin DOTNET_ROOT=/nowhere ./devflow list");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("AOSENTRY_API_KEY", result.StandardOutput, StringComparison.Ordinal);
        Assert.InRange(new FileInfo(program).Length, 1, 20_000_000);
    }

    [Fact]
    public async Task As_a_dotnet_tool_it_is_packed_installed_and_run()
    {
        var shell = new Shell(_clone.Folder);
        shell.Set("DOTNET_NOLOGO", "1");

        await SucceedsAsync(shell, $"dotnet pack '{Repository.Root}/DevFlow.Cli' --artifacts-path '{Repository.Root}/artifacts/tool' -o packages");
        await SucceedsAsync(shell, "printf '<configuration><packageSources><clear/><add key=\"here\" value=\"packages\"/></packageSources></configuration>' >nuget.config");
        await SucceedsAsync(shell, "dotnet tool install devflow --tool-path tool --configfile nuget.config");

        Assert.Contains("JWT_SECRET", await SucceedsAsync(shell, "tool/devflow list"), StringComparison.Ordinal);
    }

    public void Dispose() => _clone.Dispose();

    private static async Task<string> SucceedsAsync(Shell shell, string command)
    {
        var result = await shell.RunAsync(command);
        Assert.True(result.ExitCode == 0, $"$ {command}\n{result.StandardOutput}{result.StandardError}");
        return result.StandardOutput;
    }
}
