namespace DevFlow.Secrets;

/// <summary>Finds the folder that holds .env and config/.</summary>
internal static class WorkspaceRoot
{
    public static string Find(SecretsWorkspaceOptions options, Func<string, string?> environment)
    {
        var start = Path.GetFullPath(options.StartDirectory ?? System.Environment.CurrentDirectory);
        if (options.Root is { Length: > 0 } root)
            return Path.GetFullPath(root);
        if (environment(DevFlowSettingKeys.Root) is { Length: > 0 } assigned)
            return Path.GetFullPath(assigned, start);

        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "config", "secrets.yaml")))
                return folder;
        }

        return start;
    }
}
