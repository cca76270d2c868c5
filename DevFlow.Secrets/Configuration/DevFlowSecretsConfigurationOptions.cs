namespace DevFlow.Secrets;

/// <summary>What of the catalog comes into a configuration.</summary>
public sealed class DevFlowSecretsConfigurationOptions
{
    /// <summary>
    /// Where the entries are resolved. Default: the folder that <see cref="SecretsWorkspace.Open"/> finds, with
    /// <see cref="SecretCaching.InMemory"/>, closed together with the configuration.
    /// </summary>
    public SecretsWorkspace? Workspace { get; set; }

    /// <summary>Learns what comes in, when <see cref="Workspace"/> is not given, so that it is masked in logs. Default nobody.</summary>
    public SecretScrubber? Scrubber { get; set; }

    /// <summary>
    /// Whether entries that are secret come in too. Default false, since a configuration hands out plain strings to anybody who has
    /// it, and <c>IConfigurationRoot.GetDebugView()</c> without <see cref="DevFlowSecretsConfigurationExtensions.MaskSecrets"/> prints them. Each of them counts as an access when it is loaded.
    /// </summary>
    public bool IncludeSecrets { get; set; }
}
