namespace DevFlow.Secrets;

/// <summary>What tells cheaply that a file is not the one it was: where it really lies, when it was written, how long it is.</summary>
internal readonly record struct DotEnvFileStamp(string? Target, DateTime Written, long Length)
{
    public static DotEnvFileStamp Of(string path)
    {
        try
        {
            var info = new FileInfo(path);

            // The stamp of a link is its target's: mounted secrets are replaced by pointing a link elsewhere.
            if (info.LinkTarget is not null && info.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
            {
                info = target;
            }

            return info.Exists ? new(info.FullName, info.LastWriteTimeUtc, info.Length) : default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }
}
