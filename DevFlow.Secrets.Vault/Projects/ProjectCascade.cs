namespace DevFlow.Secrets.Vault;

/// <summary>
/// The cascade of one key of a project. It is made of the project's own sources alone, which is what keeps it from the platform's secrets: not even a
/// key of the same name leads there.
/// </summary>
internal sealed class ProjectCascade(ProjectSecrets all, VaultIdentity identity, ProjectScope scope)
{
    public async Task<ProjectRead> ReadAsync(CancellationToken cancellationToken)
    {
        using var resolver = Resolver();
        try
        {
            var value = await resolver.GetAsync(scope.FullKey, cancellationToken: cancellationToken);
            return new(SecretOutcomes.Hit, value, Fault: null);
        }
        catch (SecretNotFoundException miss)
        {
            // Where a source could not be asked, or refused, "there is none" would be a guess.
            var refusal = miss.Steps.FirstOrDefault(step => step.Outcome is SourceOutcome.Denied)
                ?? miss.Steps.FirstOrDefault(step => step.Outcome is SourceOutcome.Unavailable);
            return refusal is null ? new(SecretOutcomes.Miss, Value: null, Fault: null) : Refused(refusal, miss);
        }
        catch (SecretRefusedException refused)
        {
            return Refused(refused.Step, refused);
        }
        catch (VaultException fault)
        {
            return new(SecretOutcomes.Error, Value: null, fault);
        }
    }

    public async Task<SecretExplanation> ExplainAsync(CancellationToken cancellationToken)
    {
        using var resolver = Resolver();
        return await resolver.ExplainAsync(scope.FullKey, cancellationToken: cancellationToken);
    }

    private SecretResolver Resolver()
    {
        var entry = new CatalogEntry { Path = scope.FullKey, Key = scope.FullKey, Tier = SecretTier.Project, Reference = scope.Reference };
        var catalog = new SecretCatalog(path: "", [entry], []);
        // Without a scrubber: what an editor has written would mask the platform's logs for as long as it runs. Whoever hands the value out masks it meanwhile.
        return new SecretResolver(new()
        {
            Sources =
            [
                new ProjectOnePasswordSource(all.Workspace.OnePasswordSource, scope.Project),
                new ProjectDotEnvSource(all.Files, scope, all.TimeProvider),
                new ProjectVaultSource(all.Database, all.Rows, identity, scope, all.TimeProvider),
            ],
            Catalog = () => catalog,
            Mode = () => all.Workspace.Mode,
            Logger = all.Logger,
            TimeProvider = all.TimeProvider,
        });
    }

    private ProjectRead Refused(SourceStep step, Exception cause)
    {
        var message = $"{scope.Key} cannot be told: {step.Source}: {step.Detail}{(step.Remedy is { } remedy ? $"; {remedy}" : "")}.";
        return step.Outcome switch
        {
            // A line that refers to somebody else's vault is the project's own fault; that 1Password refuses is the platform's.
            SourceOutcome.Denied when step.Source != SecretSourceNames.OnePassword => new(SecretOutcomes.Denied, Value: null, new(VaultError.Invalid, message, cause)),
            SourceOutcome.Denied => new(SecretOutcomes.Denied, Value: null, new(VaultError.Unavailable, message, cause)),
            SourceOutcome.Ambiguous => new(SecretOutcomes.Error, Value: null, new(VaultError.Conflict, message, cause)),
            _ => new(SecretOutcomes.Error, Value: null, new(VaultError.Unavailable, message, cause)),
        };
    }
}
