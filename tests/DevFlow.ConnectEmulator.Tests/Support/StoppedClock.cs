namespace DevFlow.ConnectEmulator.Tests;

/// <summary>A clock whose hands stand still, so that the one-time password of an item is the same in two answers; its timers run.</summary>
internal sealed class StoppedClock : TimeProvider
{
    private readonly DateTimeOffset _now = DateTimeOffset.Parse("2026-06-01T12:00:00Z");

    public override DateTimeOffset GetUtcNow() => _now;
}
