using DevFlow.Secrets;

namespace DevFlow.AppHost;

/// <summary>What the settings say of 1Password Connect, where it is started here.</summary>
internal sealed record OnePasswordSettings(DevFlowSettings Settings, string Root, bool IsPublished)
{
    private const int UsualPort = 8080;

    // Where the PRD keeps it.
    private const string UsualFile = "secrets/1password-credentials.json";

    /// <summary>The server's address; several are one Connect each, which nobody here starts.</summary>
    public Uri? Address => ConnectEndpoints.TryParse(Settings.Get(DevFlowSettingKeys.ConnectUrl) ?? Settings.Get(DevFlowSettingKeys.ConnectHost), out var all, out _) && all is [var one]
        ? one
        : null;

    /// <summary>Whether the address is one of this machine: a server somewhere else is used, not started.</summary>
    public bool IsHere => Address is { IsLoopback: true };

    /// <summary>Whether a Connect server answers at the address now, such as one that Compose has started.</summary>
    public async Task<bool> IsRunningAsync()
    {
        using var client = new ConnectClient(new() { Endpoints = [Address!], Token = Token, Retries = 0 });
        return (await client.HealthAsync())[0].Alive;
    }

    public string PortKey => Settings.Get(DevFlowSettingKeys.ConnectUrl) is null ? DevFlowSettingKeys.ConnectHost : DevFlowSettingKeys.ConnectUrl;

    /// <summary>The port of this machine; null where it is published, since the settings are those of this machine.</summary>
    public int? Port => IsPublished ? null : Address?.Port ?? UsualPort;

    public string Token() => Settings.Get(DevFlowSettingKeys.ConnectToken) ?? "";

    /// <summary>The base64 of the credentials; empty when there is a file.</summary>
    public string Session() => Settings.Get(DevFlowSettingKeys.Session) ?? "";

    /// <summary>Whether the settings say where the credentials are.</summary>
    public bool NamesCredentials => Settings.Get(DevFlowSettingKeys.CredentialsFile) is not null || Settings.Get(DevFlowSettingKeys.Session) is not null;

    /// <summary>
    /// OP_CREDENTIALS_FILE, else the usual file where there is one; null where OP_SESSION holds the credentials, and where they are published:
    /// a cluster has no folder of ours to mount.
    /// </summary>
    public string? CredentialsFile
    {
        get
        {
            if (IsPublished)
                return null;
            if (Settings.Get(DevFlowSettingKeys.CredentialsFile) is { } file)
                return Path.GetFullPath(file, Root);
            var usual = Path.Combine(Root, UsualFile);
            return File.Exists(usual) ? usual : null;
        }
    }
}
