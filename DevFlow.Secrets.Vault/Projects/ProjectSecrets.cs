using Microsoft.Extensions.Logging;

namespace DevFlow.Secrets.Vault;

/// <summary>The secrets of projects (tier 3): from each project's own 1Password vault, its files, and the database.</summary>
/// <param name="database">Where projects, members and their secrets are kept.</param>
/// <param name="envelope">Seals and opens them.</param>
/// <param name="workspace">The folder that holds <c>projects/</c>, and the way to 1Password.</param>
/// <param name="record">Puts an access on record: a value is handed out when it has returned.</param>
public sealed class ProjectSecrets(
    VaultDatabase database, Envelope envelope, SecretsWorkspace workspace, Func<SecretAccess, CancellationToken, ValueTask> record)
{
    /// <summary>Hears what happens, without values. Default nobody.</summary>
    public ILogger? Logger { get; init; }

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal VaultDatabase Database => database;

    internal SecretsWorkspace Workspace => workspace;

    internal ProjectFiles Files { get; init; } = new(workspace.Root);

    internal VersionedSecrets Rows { get; } = new(SecretTier.Project, "project_secrets", "project_id", envelope);

    internal AccessLog Log { get; } = new(SecretTier.Project, record);

    /// <summary>The secrets of projects as a member sees them.</summary>
    /// <param name="identity">The member, a person or a service.</param>
    public MemberSecrets As(VaultIdentity identity)
    {
        ArgumentNullException.ThrowIfNull(identity);
        return new(this, identity);
    }
}
