namespace DevFlow.Secrets;

/// <summary>A file of the folder <c>config/rotators</c>, which describes the rotator of its name.</summary>
/// <param name="Name">The rotator's name, which entries of the catalog write.</param>
/// <param name="Path">The file as problems name it.</param>
/// <param name="Http">The description of a provider's interface; null for another kind, and when it is not whole.</param>
/// <param name="OAuth">Where a refresh token is renewed; null for another kind, and when it is not whole.</param>
/// <param name="Problems">Everything that is wrong with it, each with its place.</param>
internal sealed record RotatorFile(string Name, string Path, HttpRotatorDescription? Http, OAuthDescription? OAuth, IReadOnlyList<Finding> Problems)
{
    private const string Folder = "config/rotators";
    private const string Extension = ".yaml";
    private const int MaxBytes = 256 * 1024;

    /// <summary>Whether a rotator can have a name: no path, and nothing that a shell would take otherwise.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 60 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-') && name[0] is not '-';

    /// <summary>The rotators that a DevFlow folder describes, in the order of their names.</summary>
    public static IReadOnlyList<string> NamesIn(string root)
    {
        try
        {
            return [.. Directory.EnumerateFiles(FolderOf(root), $"*{Extension}").Select(path => System.IO.Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Everything that is wrong with the rotators of a folder.</summary>
    public static IEnumerable<Finding> ProblemsIn(SecretsWorkspace workspace) =>
        NamesIn(workspace.Root).SelectMany(name => Load(workspace.Root, name, workspace.Catalog).Problems);

    /// <summary>The file of a rotator.</summary>
    public static string PathOf(string root, string name) => System.IO.Path.Combine(FolderOf(root), name + Extension);

    /// <summary>Reads the file of a rotator. Never throws for what it is or holds.</summary>
    /// <param name="root">The DevFlow folder.</param>
    /// <param name="name">The rotator.</param>
    /// <param name="catalog">The secrets that it may ask for.</param>
    public static RotatorFile Load(string root, string name, SecretCatalog catalog)
    {
        var shown = $"{Folder}/{name}{Extension}";
        try
        {
            var file = new FileInfo(PathOf(root, name));
            return file.Length > MaxBytes
                ? Unreadable("the file is larger than 256 KiB")
                : Parse(File.ReadAllText(file.FullName), name, catalog);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Unreadable("the file cannot be read");
        }

        RotatorFile Unreadable(string message) => new(name, shown, Http: null, OAuth: null, [new(FindingSeverity.Error, "rotator-unreadable", shown, Key: null, message, "check that it is a file and that DevFlow may read it")]);
    }

    /// <summary>Reads a rotator from text.</summary>
    public static RotatorFile Parse(string yaml, string name, SecretCatalog catalog)
    {
        var shown = $"{Folder}/{name}{Extension}";
        var problems = new CatalogProblems(shown);
        if (!IsName(name))
            problems.Add(FindingSeverity.Error, "rotator-name", 1, 1, key: null, "the file's name is not one that a rotator can have", "rename it to lower-case letters, digits and -");
        var tree = YamlTree.Read(yaml);
        if (tree.Problem is { } problem)
            problems.Add(FindingSeverity.Error, "rotator-syntax", problem.Line, problem.Column, key: null, problem.Message, problem.Remedy);
        HttpRotatorDescription? http = null;
        OAuthDescription? oauth = null;
        if (tree.Root is YamlMap root && root.Find("kind") is { } kind && kind is not YamlText { Text: "http" })
            oauth = kind is YamlText { Text: "oauth" } ? new OAuthRotatorReader(problems, root).Read() : Unknown(kind);
        else if (tree.Root is YamlMap map)
            http = new HttpRotatorReader(problems, map).Read();
        else if (tree.Problem is null)
            problems.Add(FindingSeverity.Error, "rotator-type", 1, 1, key: null, "the file is not a map", "describe the steps prove, create, test, retire and roll_back");
        RotatorSecrets.Check(tree.Root, catalog, problems);
        var isWhole = problems.InFileOrder.Count == 0;
        return new(name, shown, isWhole ? http : null, isWhole ? oauth : null, problems.InFileOrder);

        OAuthDescription? Unknown(YamlNode at)
        {
            problems.Error("rotator-kind", at, key: null, "the kind of the rotator is unknown", "write http or oauth");
            return null;
        }
    }

    private static string FolderOf(string root) => System.IO.Path.Combine(root, "config", "rotators");
}
