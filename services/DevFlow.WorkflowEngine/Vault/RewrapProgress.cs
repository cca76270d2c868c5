namespace DevFlow.WorkflowEngine.Vault;

/// <summary>How far wrapping anew is in this engine.</summary>
internal sealed class RewrapProgress
{
    private long _wrapped;

    public bool IsRunning { get; set; }

    /// <summary>Data keys that this engine wrapped anew since it was started.</summary>
    public long Wrapped => Interlocked.Read(ref _wrapped);

    /// <summary>Data keys that did not open in the last run.</summary>
    public int Refused { get; set; }

    /// <summary>Why it waits; null when it does not.</summary>
    public string? Problem { get; set; }

    public void Add(int wrapped) => Interlocked.Add(ref _wrapped, wrapped);
}
