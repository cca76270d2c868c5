namespace DevFlow.Architecture.Tests;

/// <summary>Files that a person reads in one go.</summary>
public sealed class SourceFileTests
{
    private const int Longest = 400;
    private const int Median = 60;

    private static readonly string[] _kinds = [".cs", ".ts", ".tsx", ".css", ".sql"];

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        var tooLong = Repository.Files.Where(path => _kinds.Contains(Path.GetExtension(path)))
            .Select(path => (path, lines: LinesOf(path))).Where(file => file.lines > Longest);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Half_of_the_product_files_have_less_than_60_lines()
    {
        var lines = Repository.Files.Where(path => path.EndsWith(".cs", StringComparison.Ordinal) && Repository.IsProduct(path))
            .Select(LinesOf).Order().ToList();

        Assert.InRange(lines[lines.Count / 2], 1, Median - 1);
    }

    private static int LinesOf(string path) => File.ReadLines(Path.Combine(Repository.Root, path)).Count();
}
