using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DevFlow.ServiceDefaults;

internal static class LoopbackGuardExtensions
{
    /// <summary>As a start-up filter the guard stands before everything that a service maps, whatever its order.</summary>
    public static void AddLoopbackGuard(this IHostApplicationBuilder builder) => builder.Services.AddTransient<IStartupFilter, LoopbackGuard>();
}
