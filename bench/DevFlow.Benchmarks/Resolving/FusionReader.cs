using DevFlow.Secrets;
using ZiggyCreatures.Caching.Fusion;

namespace DevFlow.Benchmarks;

internal readonly struct FusionReader(FusionCache cache) : IReader
{
    public SecretValue Read(string key) => cache.TryGet<SecretValue>(key).Value;
}
