namespace DevFlow.Secrets.Vault.Tests.Support;

/// <summary>The folder of the sources.</summary>
internal static class Repository
{
    public static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "DevFlow.sln")))
                folder = Path.GetDirectoryName(folder)!;
            return folder;
        }
    }
}
