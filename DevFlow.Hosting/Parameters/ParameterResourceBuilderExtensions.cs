using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;
using Microsoft.Extensions.Configuration;

namespace DevFlow.Hosting;

/// <summary>Adds parameters to the model.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter that is read from <c>Parameters:{name}</c>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="secret">Whether the value is to be kept out of every output. Default false.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddParameterFromConfiguration(name, KeyOf(name), secret);

    /// <summary>Adds a parameter whose value is known now.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="publishValueAsDefault">Whether a manifest gives the value as the input's default. Default false.</param>
    /// <param name="secret">Whether the value is to be kept out of every output. Default false.</param>
    /// <exception cref="ArgumentException">It is to be secret and published.</exception>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(value);
        return builder.AddParameter(name, () => value, publishValueAsDefault, secret);
    }

    /// <summary>Adds a parameter whose value comes from code when the application runs.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="valueGetter">Gives the value when it is first asked for.</param>
    /// <param name="publishValueAsDefault">Whether a manifest gives the value as the input's default. Default false: it is not even asked for.</param>
    /// <param name="secret">Whether the value is to be kept out of every output. Default false.</param>
    /// <exception cref="ArgumentException">It is to be secret and published.</exception>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(valueGetter);
        if (publishValueAsDefault && secret)
            throw new ArgumentException($"The parameter '{name}' cannot be secret and have its value published.", nameof(secret));
        return builder.AddResource(new ParameterResource(name, fallback => fallback is null ? valueGetter() : fallback.GetDefaultValue(), secret)
        {
            Default = publishValueAsDefault ? new ConstantParameterDefault(valueGetter) : null,
        });
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
        return builder.AddResource(Create(builder, name, value, secret, persist));
    }

    /// <summary>Makes a parameter that is generated and kept, for a resource that needs a password. It is not added to the model.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The parameter's name; <c>Parameters:{name}</c> gives it another value.</param>
    /// <param name="lower">Whether lower-case letters are used. Default true.</param>
    /// <param name="upper">Whether upper-case letters are used. Default true.</param>
    /// <param name="numeric">Whether digits are used. Default true.</param>
    /// <param name="special">Whether special characters are used. Default true.</param>
    /// <param name="minLower">How many lower-case letters there are at least. Default 0.</param>
    /// <param name="minUpper">How many upper-case letters there are at least. Default 0.</param>
    /// <param name="minNumeric">How many digits there are at least. Default 0.</param>
    /// <param name="minSpecial">How many special characters there are at least. Default 0.</param>
    public static ParameterResource CreateDefaultPasswordParameter(
        IDistributedApplicationBuilder builder,
        string name,
        bool lower = true,
        bool upper = true,
        bool numeric = true,
        bool special = true,
        int minLower = 0,
        int minUpper = 0,
        int minNumeric = 0,
        int minSpecial = 0)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var generate = new GenerateParameterDefault
        {
            Lower = lower,
            Upper = upper,
            Numeric = numeric,
            Special = special,
            MinLower = minLower,
            MinUpper = minUpper,
            MinNumeric = minNumeric,
            MinSpecial = minSpecial,
        };
        return Create(builder, name, generate, secret: true, persist: true);
    }

    /// <summary>Adds a connection string that is read from <c>ConnectionStrings:{name}</c>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name under which it is found and handed over.</param>
    /// <param name="environmentVariableName">The variable to hand it over in. Default: <c>ConnectionStrings__{name}</c>.</param>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var key = $"ConnectionStrings:{name}";
        return builder.AddResource(new ConnectionStringParameterResource(name, _ => Configured(builder.Configuration, key) ?? throw Missing(name, key), environmentVariableName));
    }

    /// <summary>Adds a parameter that is read from a key of the configuration.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="configurationKey">The key, such as <c>Smtp:Host</c>.</param>
    /// <param name="secret">Whether the value is to be kept out of every output. Default false.</param>
    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(
        this IDistributedApplicationBuilder builder, string name, string configurationKey, bool secret = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(configurationKey);
        return builder.AddResource(new ParameterResource(name, Resolve, secret));

        string Resolve(ParameterDefault? fallback) => Configured(builder.Configuration, configurationKey)
            ?? fallback?.GetDefaultValue()
            ?? throw Missing(name, configurationKey);
    }

    /// <summary>Says what a parameter is for, to the person who is asked for its value.</summary>
    /// <param name="builder">The parameter.</param>
    /// <param name="description">The text.</param>
    /// <param name="enableMarkdown">Whether the text is Markdown. Default false.</param>
    public static IResourceBuilder<ParameterResource> WithDescription(
        this IResourceBuilder<ParameterResource> builder, string description, bool enableMarkdown = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(description);
        builder.Resource.Description = description;
        builder.Resource.EnableDescriptionMarkdown = enableMarkdown;
        return builder;
    }

    private static ParameterResource Create(IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret, bool persist)
    {
        return new(name, Resolve, secret) { Default = value };

        string Resolve(ParameterDefault? fallback)
        {
            if (Configured(builder.Configuration, KeyOf(name)) is { Length: > 0 } configured)
                return configured;
            return persist ? new ParameterStore(builder.DataDirectory()).GetOrAdd(name, fallback!.GetDefaultValue) : fallback!.GetDefaultValue();
        }
    }

    private static DistributedApplicationException Missing(string name, string key) => new(
        $"The parameter '{name}' has no value. Set {key} in the app host's configuration, or the environment variable {VariableOf(key)}.");

    private static string KeyOf(string name) => $"Parameters:{name}";

    // An environment variable can hold no dash: Parameters__pg_password.
    private static string? Configured(ConfigurationManager configuration, string key) => configuration[key] ?? configuration[key.Replace('-', '_')];

    private static string VariableOf(string key) => key.Replace(":", "__", StringComparison.Ordinal).Replace('-', '_');
}
