namespace DevFlow.Secrets.Vault;

/// <summary>Something that an administrator should look at.</summary>
/// <param name="Id">Its id, in the order of time.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What it is, such as <c>denials</c>.</param>
/// <param name="Subject">Who it is about: a principal or an address.</param>
/// <param name="Detail">What happened; never a part of a value.</param>
public sealed record Alert(Guid Id, DateTimeOffset At, string Kind, string Subject, string Detail);
