namespace DevFlow.Secrets;

/// <summary>
/// The files of an audit and how long they are, looked at in an order that lets services write on meanwhile: what the anchors name is in
/// the chains, and what the chains name up to <see cref="ChainsBefore"/> is in the anchors.
/// </summary>
internal sealed record AuditFolder(
    string Path, IReadOnlyDictionary<string, long> ChainsBefore, IReadOnlyList<FileInfo> Anchors, IReadOnlyList<FileInfo> Chains)
{
    public long Length => Anchors.Sum(file => file.Length) + Chains.Sum(file => file.Length);

    public static AuditFolder Look(string path)
    {
        var before = Files(path).ToDictionary(file => file.Name, file => file.Length, StringComparer.Ordinal);
        var anchors = Files(System.IO.Path.Combine(path, AuditFormat.AnchorFolder));
        return new(path, before, anchors, Files(path));
    }

    // The length is read with the name, and kept.
    private static List<FileInfo> Files(string path)
    {
        var files = AuditFiles.Chains(path).ToList();
        foreach (var file in files)
            file.Refresh();
        return files;
    }
}
