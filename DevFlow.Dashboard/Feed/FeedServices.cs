using DevFlow.Dashboard.Components.Resources;

namespace DevFlow.Dashboard.Feed;

internal static class FeedServices
{
    public static void AddFeed(this IServiceCollection services, TextReader input, TextWriter output)
    {
        services.AddSingleton<ResourceBoard>();
        services.AddSingleton<ConsoleBoard>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<AppHostFeed>(provider, input, output));
        services.AddSingleton<ICommandSender>(provider => provider.GetRequiredService<AppHostFeed>());
        services.AddScoped<ResourceCommands>();
        services.AddHostedService(provider => provider.GetRequiredService<AppHostFeed>());
    }
}
