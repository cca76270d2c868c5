using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets.Tests;

/// <summary>Resolvers that remember nothing and keep no record.</summary>
internal static class Resolvers
{
    public static SecretResolver Of(
        IReadOnlyList<ISecretSource> sources,
        Func<SecretCatalog>? catalog = null,
        ILogger? logger = null,
        TimeProvider? timeProvider = null,
        Func<DevFlowMode?>? mode = null) => new(new SecretResolverOptions
        {
            Sources = sources,
            Catalog = catalog ?? (() => SecretCatalog.Empty),
            Logger = logger,
            TimeProvider = timeProvider ?? TimeProvider.System,
            Mode = mode ?? (() => null),
        });
}
