namespace DevFlow.Secrets;

/// <summary>The projects' secrets of a Workflow Engine, or the hosted ones, by its API; otherwise as <see cref="HttpUserSecrets"/>.</summary>
/// <param name="http">As of <see cref="HttpUserSecrets"/>.</param>
/// <param name="time">Dates the values; by default the system's clock.</param>
public sealed class HttpProjectSecrets(HttpClient http, TimeProvider? time = null) : IProjectSecrets
{
    private readonly VaultHttp _vault = new(http);
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProjectSecret>> ListAsync(string project, string environment, CancellationToken cancellationToken) =>
        _vault.GetAsync(PathOf(project, environment), VaultJsonContext.Default.IReadOnlyListProjectSecret, cancellationToken);

    /// <inheritdoc/>
    public async Task<SecretValue?> TryReadAsync(string project, string environment, string key, CancellationToken cancellationToken) =>
        (await _vault.FindAsync(PathOf(project, environment, key), VaultJsonContext.Default.VaultRead, cancellationToken))?.ToSecret(_time);

    /// <inheritdoc/>
    public Task<VaultSecret> WriteAsync(string project, string environment, string key, SecretValue value, int? expectedVersion, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _vault.PutAsync(PathOf(project, environment, key), new VaultWrite(value.Reveal(), ExpiresAt: null, expectedVersion), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string project, string environment, string key, CancellationToken cancellationToken) =>
        _vault.DeleteAsync(PathOf(project, environment, key), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<VaultSecretVersion>> VersionsAsync(string project, string environment, string key, CancellationToken cancellationToken) =>
        await _vault.FindAsync($"{PathOf(project, environment, key)}/versions", VaultJsonContext.Default.IReadOnlyListVaultSecretVersion, cancellationToken) ?? [];

    /// <inheritdoc/>
    public Task<VaultSecret> RestoreAsync(string project, string environment, string key, int version, int? expectedVersion, CancellationToken cancellationToken) =>
        _vault.RestoreAsync(PathOf(project, environment, key), version, expectedVersion, cancellationToken);

    /// <summary>Asks for what the database has, whatever stands before it in the cascade.</summary>
    internal const string InVault = "?source=vault";

    internal static string PathOf(string project, string environment, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        // Checked here too: of a name that is none, an address would be made that leads elsewhere.
        string[] problems =
        [
            .. VaultNames.ProblemOfProject(project) is { } ofProject ? [$"A project's name {ofProject}."] : Array.Empty<string>(),
            .. VaultNames.Environments.Contains(environment) ? Array.Empty<string>() : [$"An environment is one of {string.Join(", ", VaultNames.Environments)}."],
            .. key is not null && VaultNames.ProblemOfKey(key) is { } ofKey ? [$"A key {ofKey}."] : Array.Empty<string>(),
        ];
        if (problems.Length > 0)
            throw new VaultException(VaultError.Invalid, string.Join(' ', problems));
        var root = $"api/v1/projects/{project}/{environment}/secrets";
        return key is null ? root : $"{root}/{key}";
    }
}
