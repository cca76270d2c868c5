using DevFlow.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DevFlow.ServiceDefaults;

/// <summary>Logging by the keys of the .env file: LOG_LEVEL, LOG_FORMAT, DEBUG_MODE.</summary>
internal static class LoggingDefaults
{
    public static void AddDefaultLogging(this IHostApplicationBuilder builder, SecretsWorkspace workspace)
    {
        var settings = workspace.Settings;
        var level = Level(settings.Get("LOG_LEVEL", "INFO"));
        builder.Logging.SetMinimumLevel(level);
        builder.Logging.AddFilter("Microsoft", AtLeast(LogLevel.Warning));
        builder.Logging.AddFilter("System.Net.Http.HttpClient", AtLeast(LogLevel.Warning));
        // A probe every second would repeat the same complaint every second; /health has it, and what is retried is not lost yet.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Logging.AddFilter("Polly", LogLevel.Error);
        // Where it listens is worth a line. That Ctrl+C ends it and which folder it runs in is not: it has an app host.
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", AtLeast(LogLevel.Information));
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);

        // The debug logs of our own categories name keys, sources and places, never a value. Outside local mode the mode
        // rules refuse the setting; here it is simply without effect.
        if (workspace.Mode == DevFlowMode.Local && settings.GetBool("DEBUG_MODE", fallback: false))
            builder.Logging.AddFilter("DevFlow", LogLevel.Debug);

        if (string.Equals(settings.Get("LOG_FORMAT", "json"), "text", StringComparison.OrdinalIgnoreCase))
            builder.Logging.AddSimpleConsole(console => { console.SingleLine = true; console.TimestampFormat = "HH:mm:ss.fff "; });
        else
            builder.Logging.AddJsonConsole(console => { console.IncludeScopes = true; console.UseUtcTimestamp = true; console.TimestampFormat = "O"; });

        // A filter of a category would otherwise stand above LOG_LEVEL.
        LogLevel AtLeast(LogLevel least) => level > least ? level : least;
    }

    /// <summary>The names of the .env file; an unknown one is a finding of <c>devflow verify</c> and counts as INFO here.</summary>
    private static LogLevel Level(string name) => name.ToUpperInvariant() switch
    {
        "DEBUG" => LogLevel.Debug,
        "WARNING" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        _ => LogLevel.Information,
    };
}
