using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;

namespace DevFlow.Hosting;

/// <summary>Adds parameters to the model.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter whose value comes from code when the application runs.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="valueGetter">Gives the value when it is first asked for.</param>
    /// <param name="publishValueAsDefault">Kept for the model: the value is never published.</param>
    /// <param name="secret">Whether the value is to be kept out of every output. Default false.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(valueGetter);
        return builder.AddResource(new ParameterResource(name, _ => valueGetter(), secret));
    }

    /// <summary>Adds a parameter that is read from <c>Parameters:{name}</c>, else made by its default.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">Makes the value when none is configured.</param>
    /// <param name="secret">Whether the value is to be kept out of every output. Default false.</param>
    /// <param name="persist">Whether a made value is kept for the next run. Default false.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(value);
        return builder.AddResource(new ParameterResource(name, Resolve, secret) { Default = value });

        string Resolve(ParameterDefault? fallback)
        {
            // An environment variable can hold no dash: Parameters__pg_password.
            if ((builder.Configuration[$"Parameters:{name}"] ?? builder.Configuration[$"Parameters:{name.Replace('-', '_')}"]) is { Length: > 0 } configured)
                return configured;
            return persist ? new ParameterStore(builder.DataDirectory()).GetOrAdd(name, fallback!.GetDefaultValue) : fallback!.GetDefaultValue();
        }
    }
}
