using System.Security.Cryptography;
using System.Text;
using DevFlow.Dashboard.Feed;

namespace DevFlow.Dashboard.Otlp;

/// <summary>The key that senders show: the app host said it to this dashboard and to its resources, and to nobody else.</summary>
internal sealed class OtlpKey(AppHostFeed feed, TimeProvider time)
{
    public const string Header = "x-otlp-api-key";

    /// <summary>The app host says the key as soon as the dashboard runs; a service may be quicker.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <returns>Whether it is the key.</returns>
    /// <exception cref="TimeoutException">The app host has not said it in time.</exception>
    public async ValueTask<bool> IsGoodAsync(string? key, CancellationToken cancellationToken)
    {
        var welcome = feed.Welcome.IsCompletedSuccessfully ? feed.Welcome.Result : await feed.Welcome.WaitAsync(_patience, time, cancellationToken);
        return key is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(welcome.OtlpKey));
    }
}
