namespace DevFlow.Secrets;

/// <summary>What a workspace remembers between two reads. Nothing that is remembered goes to a disk.</summary>
public abstract class SecretCaching
{
    private protected SecretCaching()
    {
    }

    /// <summary>Nothing: each read asks the sources. For code that reads once.</summary>
    public static SecretCaching None { get; } = new NoSecretCaching();

    /// <summary>
    /// What 1Password answered, without end: for a process that reads many secrets, does its work and ends, such as a command line
    /// tool. Values themselves are resolved at each read.
    /// </summary>
    public static SecretCaching OneRun => new OneRunSecretCaching();

    /// <summary>
    /// Values for <c>DEVFLOW_SECRETS_CACHE_SECONDS</c> (default 300), stale ones for <c>DEVFLOW_SECRETS_STALE_SECONDS</c> (default
    /// 3600) more while their source is away: for a service.
    /// </summary>
    public static SecretCaching InMemory => new InMemorySecretCaching();

    /// <summary>Whether resolved values are served from memory, and what changes has to be looked for.</summary>
    internal abstract bool RemembersValues { get; }

    /// <summary>How long 1Password Connect is waited for.</summary>
    internal virtual ConnectOptions Patience(ConnectOptions options) => options;

    internal abstract IConnectCache CreateConnectCache(SecretCachingTimes times, TimeProvider time);
}
