namespace DevFlow.Secrets;

/// <summary>
/// Looks for the heads of all chains of a folder, those of other processes too: what is cut off a file, or a file that is removed, is
/// missed as long as one anchor survives.
/// </summary>
internal sealed class AuditAnchors(string folder)
{
    private readonly Dictionary<string, (long Length, long Seq)> _seen = [];

    /// <summary>The heads that moved since the last time.</summary>
    public async ValueTask<List<AuditHead>> MovedAsync(CancellationToken cancellationToken)
    {
        var heads = new List<AuditHead>();
        var moved = false;
        foreach (var file in AuditFiles.Chains(folder))
        {
            var known = _seen.GetValueOrDefault(file.Name);
            if (file.Length == known.Length)
                continue;
            if (await LastAsync(file.FullName, cancellationToken) is not { } last)
                continue;

            // That a file mentions an anchor is no news, or two processes would go on for ever to anchor each other's mention.
            moved |= last.Kind != AuditFormat.Anchored || last.Seq - known.Seq != 1;
            heads.Add(new(file.Name, last.Seq, last.Mac));
            _seen[file.Name] = (file.Length, last.Seq);
        }

        return moved ? heads : [];
    }

    /// <summary>Looks at everything again: what was found could not be written.</summary>
    public void Forget() => _seen.Clear();

    private static async ValueTask<AuditLine?> LastAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = AuditFiles.OpenToRead(path);
            return (await AuditTail.ReadAsync(stream, cancellationToken)).Last;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Removed meanwhile, or another user's. Its own process anchors it.
            return null;
        }
    }
}
