namespace DevFlow.Cli.Moving.Import;

/// <summary>
/// Tells by its shape where a tree comes from, and finds the values in it:
/// <code>
/// doppler secrets --json          {"KEY": {"computed": "…", "raw": "…", "computedVisibility": "masked", "note": ""}}
/// doppler secrets download        {"KEY": "…", "DOPPLER_PROJECT": "…", "DOPPLER_ENVIRONMENT": "…", "DOPPLER_CONFIG": "…"}
/// vault kv get -format=json (v1)  {"request_id": "…", "lease_duration": 1, "data": {"key": "…"}}
/// vault kv get -format=json (v2)  {"request_id": "…", "lease_duration": 0, "data": {"data": {"key": "…"}, "metadata": {…}}}
/// </code>
/// </summary>
internal static class ImportShapes
{
    private static readonly string[] _dopplersOwn = ["DOPPLER_PROJECT", "DOPPLER_ENVIRONMENT", "DOPPLER_CONFIG"];

    /// <summary>The format that the tree has the shape of; null for one of no particular shape.</summary>
    public static string? Recognise(ImportNode root) =>
        root.Find("data") is { Members: not null } && (root.Find("lease_duration") ?? root.Find("request_id")) is not null ? ImportFormats.Vault
        : root.Members is { Count: > 0 } members && members.TrueForAll(IsDopplers) ? ImportFormats.Doppler
        : root.Members?.Exists(member => IsDopplersOwn(member.Name)) is true ? ImportFormats.Doppler
        : null;

    /// <summary>Whether Doppler put the key there by itself.</summary>
    public static bool IsDopplersOwn(string key) => _dopplersOwn.Contains(key);

    /// <summary>The map of values inside a tree of a format.</summary>
    /// <exception cref="ImportSyntaxException">It has not the shape of that format, or holds no values.</exception>
    public static ImportNode Unwrap(ImportNode root, string format) => format switch
    {
        ImportFormats.Vault => UnwrapVault(root),
        ImportFormats.Doppler => UnwrapDoppler(root),
        _ => root,
    };

    private static ImportNode UnwrapVault(ImportNode root)
    {
        var data = root.Find("data") is { Members: not null } outer
            ? outer
            : throw new ImportSyntaxException(root.Line, "this is not what 'vault kv get -format=json' prints: it has no data", "--format json reads it as it is");
        if (data.Find("metadata") is not { Members: not null } || data.Find("data") is not { } versioned)
            return data;
        return versioned.Members is not null
            ? versioned
            : throw new ImportSyntaxException(versioned.Line, "this version of the secret is deleted in Vault", "export another version of it with -version");
    }

    private static ImportNode UnwrapDoppler(ImportNode root)
    {
        var values = ImportNode.OfMap(root.Line);
        foreach (var (name, value) in root.Members ?? [])
        {
            if (IsDopplersOwn(name))
                continue;
            var computed = value.Find("computed");
            if (computed is { Text: null } && value.Find("computedVisibility")?.Text == "restricted")
                throw new ImportSyntaxException(value.Line, $"{name} is restricted in Doppler, which does not tell its value to people", "export it with a service token");
            values.Members!.Add((name, computed ?? value));
        }

        return values;
    }

    private static bool IsDopplers((string Name, ImportNode Value) member) =>
        member.Value.Members?.Exists(inner => inner.Name == "computed") is true;
}
