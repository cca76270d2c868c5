namespace DevFlow.Secrets.Vault.Tests.Rotation.Http;

/// <summary>One house and one provider for all tests of a class: each takes a key of its own, and the provider forgets what was before.</summary>
public sealed class HttpHouse(VaultServer server) : IAsyncLifetime
{
    private const int Keys = 80;

    private int _next;

    internal RotationHouse House { get; private set; } = null!;

    internal RotationRoom Room { get; private set; } = null!;

    internal KeyProvider Provider { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Provider = await KeyProvider.StartAsync();
        House = await RotationHouse.BuildAsync(
            server, [KeyProvider.AdminKey, .. Enumerable.Range(0, Keys).Select(Name)], key => key == KeyProvider.AdminKey ? "tier: system" : $"rotator: {(IsByList(key) ? "by-list" : "by-mark")}");
        await DescribeAsync(timeout: 60);
        Room = House.Open();
    }

    /// <summary>Describes both rotators.</summary>
    internal async Task DescribeAsync(int timeout)
    {
        await House.DescribeAsync("by-mark", Example.ByMark(Provider.Address).Replace("timeout: 10", $"timeout: {timeout}", StringComparison.Ordinal));
        await House.DescribeAsync("by-list", Example.ByList(Provider.Address).Replace("timeout: 10", $"timeout: {timeout}", StringComparison.Ordinal));
    }

    /// <summary>A key that the provider accepts, and no other one.</summary>
    internal string Take(bool isByList)
    {
        var key = Enumerable.Range(Interlocked.Increment(ref _next) * 2, 2).Select(Name).Single(key => IsByList(key) == isByList);
        Provider.Reset();
        Provider.Seed(RotationHouse.FirstValue(key));
        return key;
    }

    public async ValueTask DisposeAsync()
    {
        await Room.DisposeAsync();
        await House.DisposeAsync();
        await Provider.DisposeAsync();
    }

    private static string Name(int number) => $"ACME_KEY_{number}";

    private static bool IsByList(string key) => int.Parse(key.Split('_')[^1], System.Globalization.CultureInfo.InvariantCulture) % 2 == 1;
}
