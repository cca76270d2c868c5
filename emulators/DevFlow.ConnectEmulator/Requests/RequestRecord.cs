namespace DevFlow.ConnectEmulator;

/// <summary>One request that was made of the emulator.</summary>
/// <param name="Method">Such as GET.</param>
/// <param name="Path">The path, with the names but not the values of query parameters: <c>/v1/vaults?filter</c>.</param>
/// <param name="At">When it came in.</param>
/// <param name="Status">The answer's status; 0 as long as there is none, and for a connection that was dropped.</param>
/// <param name="ConcurrentAtStart">How many requests were under way when it came in, itself included.</param>
public sealed record RequestRecord(string Method, string Path, DateTimeOffset At, int Status, int ConcurrentAtStart);
