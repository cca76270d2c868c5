using DevFlow.Secrets;
using DevFlow.Secrets.Vault;
using DevFlow.WorkflowEngine.Secrets;

namespace DevFlow.WorkflowEngine.Compliance;

/// <summary>Whom questions can be put to.</summary>
/// <param name="Caller">The administrator who asks; the database shows what this one may see.</param>
/// <param name="Database">The database.</param>
/// <param name="Workspace">The catalog and the mode.</param>
/// <param name="Settings">The settings.</param>
/// <param name="Secrets">Where each secret comes from.</param>
/// <param name="Operations">What this engine's API answers, by the names of its operations.</param>
/// <param name="Open">The routes that ask for no token.</param>
/// <param name="Now">When it is asked.</param>
internal sealed record ProbeContext(
    VaultIdentity Caller, VaultDatabase Database, SecretsWorkspace Workspace, DevFlowSettings Settings, SecretsDocument Secrets,
    IReadOnlySet<string> Operations, IReadOnlyList<string> Open, DateTimeOffset Now)
{
    /// <summary>How far back records are looked at.</summary>
    public const int Days = 30;

    public DateTimeOffset Since => Now.AddDays(-Days);
}
