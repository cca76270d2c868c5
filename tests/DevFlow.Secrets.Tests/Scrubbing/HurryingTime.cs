using Microsoft.Extensions.Time.Testing;

namespace DevFlow.Secrets.Tests.Scrubbing;

/// <summary>A clock of a busy machine: ten milliseconds go by from one look to the next.</summary>
internal sealed class HurryingTime : FakeTimeProvider
{
    private long _looks;

    public override long GetTimestamp() => base.GetTimestamp() + (10 * TimestampFrequency / 1000 * Interlocked.Increment(ref _looks));
}
