namespace DevFlow.Secrets.Vault.Tests.Rotation;

/// <summary>Where a process is killed: before a step, whose intent is committed, or after it, before that is committed.</summary>
internal sealed record CrashPoint(string Step, bool IsDone)
{
    /// <summary>What the key ends in of the secret whose run is killed there.</summary>
    public string Key => $"{Step.Replace('-', '_').ToUpperInvariant()}_{(IsDone ? "DONE" : "BEGUN")}";

    public bool Is(RotationRun run, bool isDone) => run.Step == Step && isDone == IsDone && run.Secret.EndsWith(Key, StringComparison.Ordinal);
}
