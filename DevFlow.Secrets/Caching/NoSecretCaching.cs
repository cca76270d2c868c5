namespace DevFlow.Secrets;

internal sealed class NoSecretCaching : SecretCaching
{
    internal override bool RemembersValues => false;

    internal override IConnectCache CreateConnectCache(SecretCachingTimes times, TimeProvider time) => NoConnectCache.Instance;
}
