using System.ComponentModel;
using System.Security.Claims;
using DevFlow.McpGateway.Platform;
using DevFlow.Secrets;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace DevFlow.McpGateway.Commands;

/// <summary>Has a program that needs secrets run, without the one who asks for it seeing them.</summary>
[McpServerToolType]
internal sealed class CommandTools(AgentCommands commands, CommandRunner runner, CommandSlots slots, PlatformClient platform, SecretsWorkspace workspace, TimeProvider time)
{
    private const string Admin = "admin";

    private static readonly TimeSpan _sayEvery = TimeSpan.FromSeconds(2);

    [McpServerTool(Name = "run_with_secrets", Title = "Run an allowed command with its secrets", ReadOnly = false, Idempotent = false, Destructive = true, OpenWorld = true, UseStructuredContent = true)]
    [Description("Runs one of the commands that a person has allowed for agents in config/agent-commands.yaml, with the secrets that stand there in its environment. Takes its name alone, no arguments. Returns the exit code and what it printed, with *** in the place of every secret.")]
    public async Task<CommandOutcome> RunAsync(
        ClaimsPrincipal caller,
        IProgress<ProgressNotificationValue> reported,
        [Description("The name of the command; a name that is not known is answered with those that are.")] string command,
        CancellationToken cancellationToken)
    {
        var all = commands.Read();
        var found = all.FirstOrDefault(one => one.Name == command)
            ?? throw new McpException($"There is no such command. There are: {string.Join("; ", all.Select(one => $"{one.Name} ({one.Description})"))}.");
        // Asked now: a token says who was an administrator when it was issued.
        var me = await platform.GetAsync<CallerDocument>(PlatformPart.Engine, "api/v1/me", cancellationToken);
        if (me.Role is not Admin && !found.Members)
            throw new PlatformException($"{found.Name} is for administrators.", System.Net.HttpStatusCode.Forbidden);
        using var slot = slots.Take();
        // On record before it runs: what cannot be put there is not run.
        await workspace.RecordAsync(
            new SecretAccess { Key = $"mcp:run:{found.Name}", Tier = SecretTier.System, Outcome = SecretOutcomes.Hit, User = caller.FindFirstValue("sub") }, cancellationToken);
        var running = runner.RunAsync(found, cancellationToken);
        for (var said = 1; await Task.WhenAny(running, Task.Delay(_sayEvery, time, cancellationToken)) != running && !cancellationToken.IsCancellationRequested; said++)
            reported.Report(new() { Progress = (float)(said * _sayEvery.TotalSeconds), Total = found.TimeoutSeconds, Message = $"{found.Name} runs" });
        return await running;
    }
}
