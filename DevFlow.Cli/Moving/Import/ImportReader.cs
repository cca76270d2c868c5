using DevFlow.Secrets;

namespace DevFlow.Cli.Moving.Import;

/// <summary>Reads a file of any of the formats.</summary>
internal static class ImportReader
{
    /// <param name="content">The file.</param>
    /// <param name="name">How it is called.</param>
    /// <param name="format">What it is to be read as; null to find out.</param>
    /// <param name="catalog">Knows which path is which key.</param>
    public static ImportFile Read(byte[] content, string name, string? format, SecretCatalog catalog)
    {
        // Bytes that are no text are the dotenv parser's to name, line by line.
        if (InputFile.Decode(content) is not { } text)
            return ReadDotEnv(content, name, format ?? ImportFormats.DotEnv);
        text = text.TrimStart('\uFEFF');
        var syntax = format is ImportFormats.DotEnv or ImportFormats.Json or ImportFormats.Yaml ? format : SyntaxOf(text, name);
        if (syntax == ImportFormats.DotEnv)
            return ReadDotEnv(content, name, format ?? ImportFormats.DotEnv);
        try
        {
            var root = syntax == ImportFormats.Json ? new JsonNodes(System.Text.Encoding.UTF8.GetBytes(text)).Read() : YamlNodes.Read(text);
            format ??= root is null ? null : ImportShapes.Recognise(root);
            return new ImportTree(name, format ?? syntax, catalog).Read(root);
        }
        catch (ImportSyntaxException e)
        {
            return new(format ?? syntax, [], [new(FindingSeverity.Error, "import", $"{name}:{e.Line}", Key: null, e.Message, e.Remedy)]);
        }
    }

    private static ImportFile ReadDotEnv(byte[] content, string name, string format)
    {
        var document = DotEnvParser.Parse(content, name);
        var faults = document.Diagnostics.Where(fault => fault.Severity is FindingSeverity.Error)
            .Select(fault => new Finding(
                FindingSeverity.Error, fault.Code, $"{fault.Path}:{fault.Line}:{fault.Column}", fault.Key, fault.Message, Remedy: null));
        var candidates = document.Entries.Where(entry => format != ImportFormats.Doppler || !ImportShapes.IsDopplersOwn(entry.Key))
            .Select(entry => ImportTree.CandidateOf(entry.Key, $"{name}:{entry.Line}", entry.Reveal()));
        return new(format, [.. candidates], [.. faults]);
    }

    // { begins JSON; otherwise the first line that says anything is KEY=… or key: …
    private static string SyntaxOf(string text, string name)
    {
        if (text.TrimStart() is ['{' or '[', ..])
            return ImportFormats.Json;
        if (Path.GetExtension(name).ToUpperInvariant() is ".YAML" or ".YML")
            return ImportFormats.Yaml;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var trimmed = line.Trim();
            if (trimmed.IsEmpty || trimmed[0] == '#')
                continue;
            var mark = trimmed.IndexOfAny('=', ':');
            return mark >= 0 && trimmed[mark] == ':' || trimmed is "---" ? ImportFormats.Yaml : ImportFormats.DotEnv;
        }

        return ImportFormats.DotEnv;
    }
}
