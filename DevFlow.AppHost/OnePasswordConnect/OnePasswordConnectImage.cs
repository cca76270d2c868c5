namespace DevFlow.AppHost;

/// <summary>The images of 1Password Connect and what is fixed in them, as 1Password documents it (developer.1password.com/docs/connect).</summary>
internal static class OnePasswordConnectImage
{
    public const string Api = "1password/connect-api";
    public const string Sync = "1password/connect-sync";
    public const string Tag = "1.8.1";

    /// <summary>The encrypted copy of the vaults, which both containers work on.</summary>
    public const string Data = "/home/opuser/.op/data";

    /// <summary>Where either container looks for its credentials when <c>OP_SESSION</c> does not hold them.</summary>
    public const string Credentials = "/home/opuser/.op/1password-credentials.json";

    public const int HttpPort = 8080;

    // Both containers listen on 8080 by themselves; where they share an address, as in one pod, they would be in each other's way.
    public const int SyncHttpPort = 8081;

    public const int BusPort = 11223;
}
