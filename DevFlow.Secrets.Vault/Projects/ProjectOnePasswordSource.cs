namespace DevFlow.Secrets.Vault;

/// <summary>
/// The project's own 1Password vault, and no other: whoever writes a project's files or secrets must not read with the platform's token what
/// belongs to somebody else.
/// </summary>
internal sealed class ProjectOnePasswordSource(OnePasswordSource onePassword, ProjectRow project) : ISecretSource
{
    public string Name => SecretSourceNames.OnePassword;

    public async ValueTask<SourceAnswer> AskAsync(SecretRequest request, CancellationToken cancellationToken)
    {
        if (request.Reference is not { } reference)
            return SourceAnswer.Missed(SourceOutcome.NotConfigured, "the project has no 1Password vault", "an administrator of the platform sets one aside for it");
        if (!IsOwn(reference))
        {
            return SourceAnswer.Missed(
                SourceOutcome.Denied,
                project.VaultTitle is { } title ? $"that is not in the project's own 1Password vault '{title}'" : "the project has no 1Password vault that it could be in",
                "refer to the project's own vault");
        }

        // By the id: a title can be given to another vault.
        var own = new SecretReference(project.VaultId!, reference.Item, reference.Section, reference.Field, reference.Attribute, reference.SshFormat);
        return await onePassword.AskAsync(request with { Reference = own }, cancellationToken);
    }

    private bool IsOwn(SecretReference reference) =>
        project.VaultId is { } id && (reference.Vault == id || reference.Vault.Equals(project.VaultTitle, StringComparison.OrdinalIgnoreCase));
}
