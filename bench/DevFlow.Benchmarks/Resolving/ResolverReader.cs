using DevFlow.Secrets;

namespace DevFlow.Benchmarks;

internal readonly struct ResolverReader(SecretResolver resolver) : IReader
{
    public SecretValue Read(string key) => resolver.GetAsync(key).GetAwaiter().GetResult();
}
