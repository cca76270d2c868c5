using DevFlow.Secrets;

namespace DevFlow.AppHost;

/// <summary>Lets secrets of the cascade into an application's model.</summary>
public static class SecretBuilderExtensions
{
    /// <summary>
    /// Adds a secret parameter. In run mode its value is what the cascade resolves; while publishing it is an input without a value, and
    /// nothing is asked. It is for what must be handed over, such as a container's own password: a service resolves its secrets by itself.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The parameter's name.</param>
    /// <param name="key">The key that is resolved. Default: the name in upper case with underscores, <c>qdrant-api-key</c> for <c>QDRANT_API_KEY</c>.</param>
    /// <param name="otherwise">Makes a value, which is kept from run to run, when the cascade has none. Default: there must be one.</param>
    public static IResourceBuilder<ParameterResource> AddSecret(
        this IDistributedApplicationBuilder builder, string name, string? key = null, ParameterDefault? otherwise = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (builder.ExecutionContext.IsPublishMode)
            return otherwise is null ? builder.AddParameter(name, secret: true) : builder.AddParameter(name, otherwise, secret: true);

        // A parameter of its own, so that what is made is kept where the engine keeps such values, and a value of the cascade is not.
        var made = otherwise is null ? null : builder.AddParameter($"{name}-generated", otherwise, secret: true, persist: true).Resource;
        var parameter = new SecretParameter(name, key ?? name.ToUpperInvariant().Replace('-', '_'), made);
        SecretParameters.Of(builder).Add(parameter);
        return builder.AddParameter(name, parameter.Reveal, secret: true);
    }

    /// <summary>
    /// Resolves what <see cref="AddSecret"/> has added, all at once. To be awaited before <c>Build()</c>: a parameter's value is asked for
    /// where nobody can wait for an answer.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="secrets">The cascade.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DistributedApplicationException">Some secrets have no value; each is named, with where it was looked for and how to set it.</exception>
    public static Task PreloadSecretsAsync(
        this IDistributedApplicationBuilder builder, ISecretResolver secrets, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(secrets);
        return SecretParameters.Of(builder).LoadAsync(secrets, cancellationToken);
    }
}
