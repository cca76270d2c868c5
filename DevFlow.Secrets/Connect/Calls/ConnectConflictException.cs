namespace DevFlow.Secrets;

/// <summary>Somebody else has changed the item meanwhile. Nothing was changed, unless the message says that it was.</summary>
public sealed class ConnectConflictException : ConnectException
{
    /// <summary>Describes a conflict.</summary>
    /// <param name="detail">What is wrong, with both versions, as a clause without a full stop.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <param name="expected">The version that the change was meant for, or should have given.</param>
    /// <param name="actual">The version that Connect has.</param>
    public ConnectConflictException(string detail, string? remedy, int expected, int actual)
        : base(ConnectErrorKind.Conflict, detail, remedy)
    {
        Expected = expected;
        Actual = actual;
    }

    /// <summary>The version that the change was meant for, or should have given.</summary>
    public int Expected { get; }

    /// <summary>The version that Connect has.</summary>
    public int Actual { get; }
}
