using DevFlow.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Trace;

namespace DevFlow.ServiceDefaults;

/// <summary>Keeps secret values out of everything that a service says about itself.</summary>
public static class SecretScrubbingExtensions
{
    // What stands behind the masking factory is kept in the container under this key, so that it is made and disposed there.
    private const string Unmasked = "DevFlow.ServiceDefaults.Unmasked";

    /// <summary>
    /// Masks the scrubber's values in what every log provider gets (message, state, scopes, exceptions), whether it was added
    /// before or is added later, and in every span before it is exported. Registers the scrubber as a singleton.
    /// </summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="scrubber">Knows the values, now or later.</param>
    public static TBuilder AddSecretScrubbing<TBuilder>(this TBuilder builder, SecretScrubber scrubber) where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(scrubber);
        var services = builder.Services;
        if (services.Any(service => service.ServiceType == typeof(SecretScrubber)))
            return builder;
        services.AddSingleton(scrubber);

        services.AddLogging();
        var factory = services.Last(service => service.ServiceType == typeof(ILoggerFactory) && !service.IsKeyedService);
        services.Add(Keyed(factory));
        services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(provider =>
            new ScrubbingLoggerFactory(provider.GetRequiredKeyedService<ILoggerFactory>(Unmasked), scrubber)));
        services.AddHostedService<ScrubbingCheck>();

        // The stock factory adds these to the scopes by itself, past every mask. The ids it adds by default hold no value.
        services.PostConfigure<LoggerFactoryOptions>(options =>
            options.ActivityTrackingOptions &= ~(ActivityTrackingOptions.Tags | ActivityTrackingOptions.Baggage));

        // Metrics have no such step: a metric's tags come from small fixed sets (keys, sources, outcomes, routes, status codes),
        // and no instrument of ours takes a value. Baggage is not exported.
        services.ConfigureOpenTelemetryTracerProvider((provider, tracing) =>
            tracing.AddProcessor(new SpanScrubber(scrubber, provider.GetRequiredService<ILoggerFactory>())));
        return builder;
    }

    private static ServiceDescriptor Keyed(ServiceDescriptor factory) => factory switch
    {
        { ImplementationInstance: { } instance } => new(factory.ServiceType, Unmasked, instance),
        { ImplementationFactory: { } create } => new(factory.ServiceType, Unmasked, (provider, _) => create(provider), factory.Lifetime),
        _ => new(factory.ServiceType, Unmasked, factory.ImplementationType!, factory.Lifetime),
    };
}
