using Microsoft.Extensions.Configuration;

namespace DevFlow.Secrets;

/// <summary>Brings the entries of the catalog into a configuration, so that options bind to them as to anything else.</summary>
public static class DevFlowSecretsConfigurationExtensions
{
    /// <summary>
    /// Adds every entry that has a value, under two names: its path in the catalog in the manner of .NET (<c>llm.aosentry.endpoint</c>
    /// as <c>Llm:Aosentry:Endpoint</c>) and its environment key (<c>AOSENTRY_API_URL</c>). It stands above what was added before it.
    /// Entries that are secret are left out unless <see cref="DevFlowSecretsConfigurationOptions.IncludeSecrets"/> is set. The
    /// configuration changes, and says so, when a rotation is announced, and when a file changes while <c>HOT_RELOAD</c> is true.
    /// </summary>
    /// <param name="builder">The configuration that is being built.</param>
    /// <param name="configure">Changes the defaults; see <see cref="DevFlowSecretsConfigurationOptions"/>.</param>
    /// <exception cref="SecretConfigurationException">
    /// When the configuration is built: entries that a source refuses or that are ambiguous, all at once.
    /// </exception>
    public static IConfigurationBuilder AddDevFlowSecrets(
        this IConfigurationBuilder builder, Action<DevFlowSecretsConfigurationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new DevFlowSecretsConfigurationOptions();
        configure?.Invoke(options);
        return builder.Add(new DevFlowSecretsConfigurationSource(options));
    }

    /// <summary>
    /// The debug view of a configuration with <see cref="SecretValue.Mask"/> in the place of each secret that
    /// <see cref="AddDevFlowSecrets"/> brought in. It stands before .NET's own for the type that builders have; for an
    /// <see cref="IConfigurationRoot"/> pass <see cref="MaskSecrets"/> to that one.
    /// </summary>
    /// <param name="configuration">The configuration.</param>
    public static string GetDebugView(this ConfigurationManager configuration) =>
        ((IConfigurationRoot)configuration).GetDebugView(MaskSecrets);

    /// <summary>
    /// Gives what may be shown of an entry, for <see cref="ConfigurationRootExtensions.GetDebugView(IConfigurationRoot, Func{ConfigurationDebugViewContext, string})"/>.
    /// </summary>
    /// <param name="context">The entry.</param>
    public static string MaskSecrets(ConfigurationDebugViewContext context) =>
        context.ConfigurationProvider is DevFlowSecretsConfigurationProvider provider && provider.IsSecret(context.Path)
            ? SecretValue.Mask
            : context.Value ?? "";
}
