namespace DevFlow.Secrets;

/// <summary>Collects what is wrong with a catalog, each with its place in the file.</summary>
internal sealed class CatalogProblems(string path)
{
    private readonly List<(int Line, int Column, Finding Finding)> _findings = [];

    public IReadOnlyList<Finding> InFileOrder => [.. _findings.OrderBy(f => (f.Line, f.Column)).Select(f => f.Finding)];

    public void Error(string rule, YamlNode at, string? key, string message, string? remedy) =>
        Add(FindingSeverity.Error, rule, at.Line, at.Column, key, message, remedy);

    public void Add(FindingSeverity severity, string rule, int line, int column, string? key, string message, string? remedy) =>
        _findings.Add((line, column, new Finding(severity, rule, Place(line, column), key, message, remedy)));

    public string Place(int line, int column) => $"{path}:{line}:{column}";
}
