namespace DevFlow.Secrets;

internal sealed class OneRunSecretCaching : SecretCaching
{
    internal override bool RemembersValues => false;

    internal override IConnectCache CreateConnectCache(SecretCachingTimes times, TimeProvider time) => new OneRunConnectCache();
}
