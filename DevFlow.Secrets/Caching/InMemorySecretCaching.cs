namespace DevFlow.Secrets;

/// <summary>The one type that names the cache library, so that a native tool which does not use it does not carry it.</summary>
internal sealed class InMemorySecretCaching : SecretCaching
{
    internal override bool RemembersValues => true;

    internal override IConnectCache CreateConnectCache(SecretCachingTimes times, TimeProvider time) =>
        times.Fresh > TimeSpan.Zero ? new InMemoryConnectCache(times, time) : NoConnectCache.Instance;
}
