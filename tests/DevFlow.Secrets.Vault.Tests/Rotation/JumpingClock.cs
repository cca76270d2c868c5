namespace DevFlow.Secrets.Vault.Tests.Rotation;

/// <summary>A clock that somebody sets.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private TimeSpan _offset;

    public void Jump(TimeSpan by) => _offset += by;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _offset;
}
