using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

/// <summary>The key that proves the audit, or why there is none.</summary>
/// <param name="Value">The 32 bytes; null when there is none.</param>
/// <param name="Problem">Why there is none.</param>
internal sealed record AuditKeyLookup(ReadOnlyMemory<byte>? Value, string? Problem)
{
    private const string Key = "SECRET_ENCRYPTION_KEY";

    public static async Task<AuditKeyLookup> FindAsync(SecretsWorkspace workspace, CancellationToken cancellationToken)
    {
        try
        {
            if (await workspace.Resolver.TryGetAsync(Key, cancellationToken: cancellationToken) is not { } secret)
                return new(Value: null, $"no source has {Key}");
            var bytes = new byte[secret.Reveal().Length];
            return Convert.TryFromBase64String(secret.Reveal(), bytes, out var length) && length == 32
                ? new(bytes.AsMemory(0, length), Problem: null)
                : new(Value: null, $"{Key} from {secret.Source} is not base64 of exactly 32 bytes");
        }
        catch (SecretRefusedException refused)
        {
            return new(Value: null, $"{Key} is {refused.Step.OutcomeText} in {refused.Step.Source}");
        }
    }
}
