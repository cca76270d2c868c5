namespace DevFlow.Hosting.Tests.Dashboard;

/// <summary>A fault of which not even the message can be had.</summary>
internal sealed class UnspeakableException : Exception
{
    public override string Message => throw new NotSupportedException("it has no message");
}
