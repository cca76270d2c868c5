namespace DevFlow.Secrets;

/// <summary>
/// The vault of a Workflow Engine, or the hosted one, by its API. Each read goes there: it is put on record there, and who may no longer
/// read does not. Nothing is kept, in memory or on disk.
/// </summary>
/// <param name="http">Its base address is the engine's, and it says who calls: with a token, or with <c>DEVFLOW_API_KEY</c>. Retries are its handlers' to do.</param>
/// <param name="time">Dates the values; by default the system's clock.</param>
public sealed class HttpUserSecrets(HttpClient http, TimeProvider? time = null) : IUserSecrets
{
    private const string Root = "api/v1/me/secrets";

    private readonly VaultHttp _vault = new(http);
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public Task<IReadOnlyList<VaultSecret>> ListAsync(CancellationToken cancellationToken) =>
        _vault.GetAsync(Root, VaultJsonContext.Default.IReadOnlyListVaultSecret, cancellationToken);

    /// <inheritdoc/>
    public async Task<SecretValue?> TryReadAsync(string name, int? version, CancellationToken cancellationToken)
    {
        var query = version is { } which ? $"?version={which}" : "";
        var read = await _vault.FindAsync(PathOf(name) + query, VaultJsonContext.Default.VaultRead, cancellationToken);
        return read?.ToSecret(_time);
    }

    /// <inheritdoc/>
    public Task<VaultSecret> WriteAsync(string name, SecretValue value, DateTimeOffset? expiresAt, int? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _vault.PutAsync(PathOf(name), new VaultWrite(value.Reveal(), expiresAt, expectedVersion), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string name, CancellationToken cancellationToken) => _vault.DeleteAsync(PathOf(name), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<VaultSecretVersion>> VersionsAsync(string name, CancellationToken cancellationToken) =>
        await _vault.FindAsync($"{PathOf(name)}/versions", VaultJsonContext.Default.IReadOnlyListVaultSecretVersion, cancellationToken) ?? [];

    /// <inheritdoc/>
    public Task<VaultSecret> RestoreAsync(string name, int version, int? expectedVersion, CancellationToken cancellationToken) =>
        _vault.RestoreAsync(PathOf(name), version, expectedVersion, cancellationToken);

    private static string PathOf(string name)
    {
        // Checked here too: of a name that is none, an address would be made that leads elsewhere.
        return VaultNames.ProblemOfSecret(name) is { } problem
            ? throw new VaultException(VaultError.Invalid, $"A name {problem}.")
            : $"{Root}/{Uri.EscapeDataString(name)}";
    }
}
