namespace DevFlow.Secrets;

internal sealed class OneRunSecretCaching : SecretCaching
{
    internal override bool RemembersValues => false;

    // Somebody waits for the whole: after one attempt that took its time, there is time for one at another endpoint.
    internal override ConnectOptions Patience(ConnectOptions options) => options with { TotalTimeout = TimeSpan.FromSeconds(8) };

    internal override IConnectCache CreateConnectCache(SecretCachingTimes times, TimeProvider time) => new OneRunConnectCache();
}
