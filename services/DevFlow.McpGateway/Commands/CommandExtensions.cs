namespace DevFlow.McpGateway.Commands;

internal static class CommandExtensions
{
    public static void AddCommands(this IHostApplicationBuilder builder) =>
        builder.Services.AddSingleton<AgentCommands>().AddSingleton<CommandRunner>().AddSingleton<CommandSlots>();
}
