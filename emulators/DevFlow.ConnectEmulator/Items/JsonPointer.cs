namespace DevFlow.ConnectEmulator;

/// <summary>A path of RFC 6901: parts behind slashes, with ~1 for a slash and ~0 for a tilde in them.</summary>
internal static class JsonPointer
{
    /// <summary>The parts; none for the whole document, which a single slash names too, as Connect has it.</summary>
    /// <exception cref="ApiException">400: not a pointer.</exception>
    public static string[] Parse(string path)
    {
        if (path is "" or "/")
            return [];
        if (path[0] != '/')
            throw ApiException.Invalid("Invalid path: it has to begin with a slash");
        return [.. path[1..].Split('/').Select(Unescape)];
    }

    private static string Unescape(string part)
    {
        for (var i = part.IndexOf('~', StringComparison.Ordinal); i >= 0; i = part.IndexOf('~', i + 1))
        {
            if (i + 1 == part.Length || part[i + 1] is not ('0' or '1'))
                throw ApiException.Invalid("Invalid path: a tilde is written ~0");
        }

        return part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
    }
}
