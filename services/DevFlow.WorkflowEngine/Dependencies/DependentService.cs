using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Dependencies;

/// <summary>A service that uses a secret.</summary>
/// <param name="Service">Its name.</param>
/// <param name="State"><c>used</c>: declared and read; <c>never-read</c>: declared alone; <c>undeclared</c>: read alone.</param>
/// <param name="Reads">How often it was seen to read it.</param>
/// <param name="FirstRead">When first; null when never.</param>
/// <param name="LastRead">When last; null when never.</param>
internal sealed record DependentService(string Service, string State, long Reads, DateTimeOffset? FirstRead, DateTimeOffset? LastRead)
{
    public static DependentService Of(string service, bool isDeclared, SecretRead? read) => new(
        service,
        !isDeclared ? "undeclared" : read is null ? "never-read" : "used",
        read?.Reads ?? 0,
        read?.FirstAt,
        read?.LastAt);
}
