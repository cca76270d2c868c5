using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace DevFlow.Cli.Tests;

/// <summary>PowerShell itself, which runs in the process of this test.</summary>
public sealed class PowerShellCompletionTests : IDisposable
{
    private readonly Clone _clone = new();

    [Theory]
    [InlineData("devflow ge", "get")]
    [InlineData("devflow get JWT", "JWT_SECRET")]
    [InlineData("devflow get --rev", "--reveal")]
    [InlineData("devflow ", "verify")]
    public void It_completes(string line, string expected)
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddScript(
            $"""
            Set-Location '{_clone.Folder}'
            Set-Alias devflow '{Tool.Folder}/devflow'
            devflow completion pwsh | Out-String | Invoke-Expression
            """).Invoke();
        Assert.Empty(shell.Streams.Error);
        shell.Commands.Clear();

        Assert.Contains(CommandCompletion.CompleteInput(line, line.Length, options: null, shell).CompletionMatches, match => match.CompletionText == expected);
    }

    public void Dispose() => _clone.Dispose();
}
