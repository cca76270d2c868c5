using System.Security.Cryptography;

namespace DevFlow.AppHost;

/// <summary>The vault file of the emulator: made at the first start, with the root keys of this machine alone.</summary>
internal static class LocalVaults
{
    /// <returns>The file's path.</returns>
    public static async Task<string> EnsureAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, "vaults.yaml");
        if (File.Exists(path))
            return path;
        Directory.CreateDirectory(folder);
        // Whole or not at all: a start that is killed here must not leave half of the keys.
        var fresh = $"{path}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var file = new StreamWriter(fresh, options))
            await file.WriteAsync(Content().AsMemory(), cancellationToken);
        File.Move(fresh, path, overwrite: false);
        return path;
    }

    // The items are those that config/secrets.yaml refers to. The placeholder is known as one: the Knowledge Hub says what it lacks.
    private static string Content() => $$"""
        # The vaults of the 1Password Connect emulator, which stands in for Connect where there are no containers.
        # Made once and then yours: edit it and restart 'onepassword'. Delete it for new keys; what was encrypted with the old ones is lost then.

        vaults:
          - name: DevFlow
            items:
              - title: AOSentry
                fields:
                  api_key: { value: your-aosentry-api-key-here, type: CONCEALED }
                  endpoint: https://aosentry.aocodex.ai
              - title: Security
                fields:
                  encryption_key: { value: "{{Random()}}", type: CONCEALED }
                  session_secret: { value: "{{Random()}}", type: CONCEALED }
                  jwt_secret: { value: "{{Random()}}", type: CONCEALED }
              - title: Webhooks
                fields:
                  jira: { value: "{{Random()}}", type: CONCEALED }
                  github: { value: "{{Random()}}", type: CONCEALED }
                  confluence: { value: "{{Random()}}", type: CONCEALED }
              - title: Atlassian
                fields: { oauth_client_id: "", oauth_client_secret: { value: "", type: CONCEALED } }
              - title: GitHub
                fields: { oauth_client_id: "", oauth_client_secret: { value: "", type: CONCEALED } }

        """;

    private static string Random() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
