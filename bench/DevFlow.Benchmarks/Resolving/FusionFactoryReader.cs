using DevFlow.Secrets;
using ZiggyCreatures.Caching.Fusion;

namespace DevFlow.Benchmarks;

internal readonly struct FusionFactoryReader(FusionCache cache) : IReader
{
    private static readonly Func<FusionCacheFactoryExecutionContext<SecretValue>, CancellationToken, Task<SecretValue>> _factory =
        (_, _) => throw new InvalidOperationException("the value was not in memory");

    public SecretValue Read(string key) => cache.GetOrSetAsync<SecretValue>(key, _factory).GetAwaiter().GetResult();
}
