namespace DevFlow.ServiceDefaults.Tests.Access;

/// <summary>Tells a time that a test sets; what waits, waits as ever.</summary>
internal sealed class StillClock : TimeProvider
{
    private DateTimeOffset _now = System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
