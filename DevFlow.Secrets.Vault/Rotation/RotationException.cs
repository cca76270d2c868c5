namespace DevFlow.Secrets.Vault;

/// <summary>A step of a rotation failed.</summary>
/// <param name="message">For the person who must act: what is wrong, where, what to do; never a part of a value.</param>
/// <param name="innerException">What it was caused by.</param>
public sealed class RotationException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>
    /// Whether the value in force works no more and only a person can get another one, so that it is of no use to ask again. Counts while a candidate is made.
    /// Default false.
    /// </summary>
    public bool NeedsPerson { get; init; }

    /// <summary>Whether the other side has understood and says no, so that it would say the same again. Default false.</summary>
    internal bool IsRefusal { get; init; }

    /// <summary>A fault as it may be told: the messages of DevFlow's own exceptions are written for that, a stranger's may quote what it was given.</summary>
    internal static RotationException Of(Exception fault) => fault as RotationException ?? new(
        fault.GetType().Assembly.GetName().Name?.StartsWith("DevFlow.", StringComparison.Ordinal) is true ? fault.Message : fault.GetType().Name, fault);
}
